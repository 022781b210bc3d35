package dev.memcore.retrieval.ranking;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about the order of time, while memories wait and once they are indexed. */
final class OrderingTest {
    private final Indexed indexed = new Indexed(null, StaticEmbedder.load());

    @AfterEach
    void close() {
        indexed.close();
    }

    private RecallResult ask(boolean settle, String query) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(Principal.of(ALICE), MemoryQuery.of(query));
    }

    /** What the signal "order" says of a memory; NaN: nothing. */
    private static double order(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .flatMap(hit -> hit.signals().stream())
                .filter(signal -> signal.name().equals("order"))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void races() {
        for (String month : List.of("03", "01", "02")) {
            indexed.add(
                    ALICE,
                    Observation.builder("Nate won the marathon in month " + month)
                            .eventTime(EventTime.from(
                                    Instant.parse("2023-" + month + "-10T00:00:00Z"), Duration.ofDays(1)))
                            .build());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstAndTheLastToThePointAreMeant(boolean settle) {
        races();
        RecallResult first = ask(settle, "When did Nate first win the marathon?");
        assertEquals(1, order(first, "Nate won the marathon in month 01"));
        assertEquals(0, order(first, "Nate won the marathon in month 03"));
        assertEquals(
                "Nate won the marathon in month 01", first.memories().getFirst().text());
        RecallResult last = ask(settle, "When did Nate last win the marathon?");
        assertEquals(1, order(last, "Nate won the marathon in month 03"));
        assertEquals(
                "Nate won the marathon in month 03", last.memories().getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aQuestionWithoutAnOrderHasNoSuchSignal(boolean settle) {
        races();
        for (String query : List.of(
                "Did Nate win the marathon?",
                "What did Nate win last year?",
                "Which came first, the marathon or the race?",
                "What was Nate's second marathon?")) {
            assertTrue(Double.isNaN(order(ask(settle, query), "Nate won the marathon in month 01")), query);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void beforeAndAfterAnEventAreCountedAmongWhatIsTiedToIt(boolean settle) {
        for (String line : List.of(
                "Mary went to the garden",
                "John went to the office",
                "John travelled to the kitchen",
                "Mary went to the cellar",
                "John journeyed to the bathroom",
                "John moved to the hallway",
                "John left the apple")) {
            indexed.turn("story", "teller", line);
        }
        RecallResult before = ask(settle, "Where was the apple before the bathroom?");
        assertEquals(1, order(before, "John journeyed to the bathroom"));
        assertEquals(1, order(before, "John travelled to the kitchen"));
        assertEquals(0.5, order(before, "John went to the office"));
        assertEquals(0.5, order(before, "Mary went to the cellar"));
        assertEquals(0, order(before, "John moved to the hallway"));
        RecallResult after = ask(settle, "Where was the apple after the bathroom?");
        assertEquals(1, order(after, "John moved to the hallway"));
        assertEquals(0, order(after, "John travelled to the kitchen"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEventThatIsNotKnownOrdersNothing(boolean settle) {
        indexed.turn("story", "teller", "John went to the office");
        assertTrue(
                Double.isNaN(order(ask(settle, "Where was John before the earthquake?"), "John went to the office")));
    }
}
