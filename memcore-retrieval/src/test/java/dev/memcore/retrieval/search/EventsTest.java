package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.Stage;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that hang on an event, while memories wait and once they are indexed. */
final class EventsTest {
    private static final String EARLY = "a long walk by the lake with Tom";
    private static final String LATE = "a short walk in the woods with Tom";
    private static final String ASKED = "What did we do with Tom two weeks before the wedding?";

    private final Indexed indexed = new Indexed(null, StaticEmbedder.load());

    @AfterEach
    void close() {
        indexed.close();
    }

    private void add(Scope scope, String text, String day) {
        indexed.add(
                scope,
                Observation.builder(text)
                        .kind(Kind.EPISODE)
                        .eventTime(EventTime.from(Instant.parse(day + "T10:00:00Z"), Duration.ofHours(1)))
                        .build());
    }

    private RecallResult ask(boolean settle, String query) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(Principal.of(ALICE), MemoryQuery.of(query));
    }

    /** What the signal "time" says of a memory; NaN: nothing. */
    private static double time(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .flatMap(hit -> hit.signals().stream())
                .filter(signal -> signal.name().equals("time"))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static int place(RecallResult result, String text) {
        return result.memories().stream().map(Memory::text).toList().indexOf(text);
    }

    private static long resolved(RecallResult result) {
        return result.stages().stream()
                .filter(stage -> stage.name().equals("events"))
                .mapToLong(Stage::candidates)
                .findFirst()
                .orElse(-1);
    }

    private void walks() {
        add(ALICE, EARLY, "2023-05-20");
        add(ALICE, LATE, "2023-06-09");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTimeIsCountedFromWhenTheEventWas(boolean settle) {
        walks();
        add(ALICE, "The wedding was wonderful", "2023-06-03");
        RecallResult result = ask(settle, ASKED);
        assertEquals(1, resolved(result));
        assertEquals(1, time(result, EARLY));
        assertTrue(time(result, LATE) < 0.5);
        assertTrue(place(result, EARLY) < place(result, LATE));
        RecallResult after = ask(settle, "What did we do with Tom six days after the wedding?");
        assertEquals(1, time(after, LATE));
        assertTrue(place(after, LATE) < place(after, EARLY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatASentenceNamesAsItsTimeCountsBeforeWhenItWasTold(boolean settle) {
        walks();
        add(ALICE, "We were all tired. The wedding last Saturday was wonderful!", "2023-06-08");
        RecallResult result = ask(settle, "What did we do with Tom six days after the wedding?");
        assertEquals(1, time(result, LATE));
        assertTrue(time(result, EARLY) < 0.5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoOnlyGetsReadyForAnEventOrCountsFromItIsNoWitness(boolean settle) {
        walks();
        add(ALICE, "I bought shoes for the wedding", "2023-01-10");
        add(ALICE, "The cake was ordered before the wedding", "2023-02-10");
        RecallResult result = ask(settle, ASKED);
        assertEquals(0, resolved(result));
        assertTrue(Double.isNaN(time(result, EARLY)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEventThatTheReaderDoesNotSeeIsNotKnown(boolean settle) {
        walks();
        add(Scope.of("acme", "bob"), "The wedding was wonderful", "2023-06-03");
        assertEquals(0, resolved(ask(settle, ASKED)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFilterOfAQuestionDoesNotHideTheEvent(boolean settle) {
        walks();
        indexed.add(
                ALICE,
                Observation.builder("The wedding was wonderful")
                        .kind(Kind.NOTE)
                        .eventTime(EventTime.from(Instant.parse("2023-06-03T00:00:00Z"), Duration.ofDays(1)))
                        .build());
        if (settle) {
            indexed.settled();
        }
        MemoryQuery query = MemoryQuery.of(ASKED)
                .withFilter(MemoryFilter.builder().kind(Kind.EPISODE).build());
        RecallResult result = indexed.search(Principal.of(ALICE), query);
        assertEquals(2, result.hits().size());
        assertEquals(1, time(result, EARLY));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aQuestionWithoutAnEventDoesNotLookForOne(boolean settle) {
        walks();
        assertEquals(-1, resolved(ask(settle, "What did we do with Tom?")));
        assertEquals(-1, resolved(ask(settle, "What did we do with Tom before the wedding?")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutAnEmbedderAnEventIsKnownByItsWords(boolean settle) {
        try (Indexed words = new Indexed(null, null)) {
            words.add(ALICE, event("The wedding was wonderful", "2023-06-03T10:00:00Z"));
            words.add(ALICE, event(EARLY, "2023-05-20T10:00:00Z"));
            if (settle) {
                words.settled();
            }
            RecallResult result = words.search(ALICE, ASKED);
            assertEquals(1, resolved(result));
            assertEquals(1, time(result, EARLY));
        }
    }

    private static Observation event(String text, String moment) {
        return Observation.builder(text)
                .eventTime(EventTime.from(Instant.parse(moment), Duration.ofHours(1)))
                .build();
    }
}
