package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.retrieval.Indexed;
import dev.memcore.spi.index.ReadTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions are answered by what was valid at the time that they are about; in the tail and in the index. */
class ValidTimeTest {
    private static final Instant NOW = Indexed.NOW;
    private static final Duration DAY = Duration.ofDays(1);

    private final Indexed indexed = Indexed.inMemory();

    @AfterEach
    void close() {
        indexed.close();
    }

    private List<String> ask(boolean settle, String question) {
        return ask(settle, MemoryQuery.of(question));
    }

    private List<String> ask(boolean settle, MemoryQuery query) {
        if (settle) {
            indexed.settled();
        }
        return indexed.search(Principal.of(ALICE), query).memories().stream()
                .map(Memory::text)
                .toList();
    }

    private void homes() {
        indexed.add(ALICE, home("Lea lives in Rome", "2025-01-01").build());
        indexed.add(ALICE, home("Lea lives in Paris", "2023-01-01").build());
        indexed.add(ALICE, home("Lea lives in Oslo", "2027-01-01").build());
    }

    private static Observation.Builder home(String text, String from) {
        return Observation.fact("home of Lea", text).validFrom(Instant.parse(from + "T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where does Lea live?                  | Rome",
                "Where does Lea live now?              | Rome",
                "Lea's home                            | Rome",
                "Where did Lea live in 2023?           | Paris",
                "Where did Lea live in March 2024?     | Paris",
                "Where did Lea live last year?         | Rome",
                "Where will Lea live in 2028?          | Oslo",
            })
    void oneValueOfAKeyAnswers(String question, String city) {
        homes();
        assertEquals(List.of("Lea lives in " + city), ask(false, question), "while they wait");
        assertEquals(List.of("Lea lives in " + city), ask(true, question), "when they are indexed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void questionsAboutAllTimesFindClosedValues(boolean settle) {
        homes();
        assertEquals(
                3,
                ask(settle, "What is the history of Lea's homes, where did she ever live?")
                        .size());
        List<String> past = ask(settle, "Where did Lea live?");
        assertTrue(past.contains("Lea lives in Paris") && past.contains("Lea lives in Rome"), past::toString);
        assertFalse(past.contains("Lea lives in Oslo"), past::toString);
        List<String> future = ask(settle, "Where will Lea live?");
        assertTrue(future.contains("Lea lives in Oslo") && future.contains("Lea lives in Rome"), future::toString);
        assertFalse(future.contains("Lea lives in Paris"), future::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasCorrectedAnswersNothing(boolean settle) {
        indexed.add(ALICE, home("Lea lives in Paris", "2023-01-01").build());
        indexed.add(ALICE, home("Lea lives in Lyon", "2023-01-01").build());
        for (String question :
                List.of("Where does Lea live?", "Where did Lea ever live?", "Where did Lea live in 2023?")) {
            assertEquals(List.of("Lea lives in Lyon"), ask(settle, question), question);
        }
        MemoryFilter whenever = MemoryFilter.builder().whenever().build();
        assertEquals(
                2,
                ask(settle, MemoryQuery.of("Where does Lea live?").withFilter(whenever))
                        .size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNoLongerTrueDoesNotAnswerWhatIsSoNow(boolean settle) {
        indexed.add(
                ALICE,
                Observation.builder("Tessa drives a rented Fiat")
                        .validTo(NOW.minus(DAY.multipliedBy(30)))
                        .build());
        indexed.add(
                ALICE,
                Observation.builder("Tessa drives a Volvo")
                        .validFrom(NOW.minus(DAY.multipliedBy(900)))
                        .build());
        indexed.add(
                ALICE,
                Observation.builder("Tessa drives a Tesla")
                        .validFrom(NOW.plus(DAY))
                        .build());
        for (String question : List.of("What does Tessa drive now?", "What does Tessa drive?", "Tessa drives")) {
            assertEquals(List.of("Tessa drives a Volvo"), ask(settle, question), question);
        }
        List<String> holiday = ask(settle, "Which Fiat did Tessa drive on holiday?");
        assertEquals("Tessa drives a rented Fiat", holiday.getFirst(), "past tense: it is not hidden");
        assertTrue(ask(settle, "What will Tessa drive?").contains("Tessa drives a Tesla"));
        MemoryQuery then = MemoryQuery.of("What does Tessa drive?").withAskedAt(NOW.minus(DAY.multipliedBy(31)));
        assertEquals(2, ask(settle, then).size(), "now is when it is asked");
    }

    /** Sets of what answers, and their scores, do not depend on how many values a fact had before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThousandClosedValuesDoNotStandInTheWay(boolean settle) {
        indexed.add(ALICE, "The price list hangs in the hall");
        Observation last = Observation.fact("price of bread", "The price of bread is 17 cents, and current")
                .build();
        try (Indexed without = Indexed.inMemory()) {
            without.add(ALICE, "The price list hangs in the hall");
            without.add(ALICE, last);
            for (int i = 0; i < 1_000; i++) {
                indexed.add(
                        ALICE,
                        Observation.fact("Price of bread", "The current price of bread is " + i + " euros")
                                .build());
            }
            indexed.add(ALICE, last);
            if (settle) {
                indexed.settled();
                without.settled();
            }
            for (String question : List.of("What is the current price of bread?", "How much is bread?")) {
                RecallResult expected = without.search(ALICE, question);
                RecallResult actual = indexed.search(ALICE, question);
                assertEquals(expected.memories().stream().map(Memory::text).toList(), texts(actual));
                assertEquals(scores(expected), scores(actual), question);
                assertEquals(expected.confidence(), actual.confidence(), 1e-9);
            }
        }
    }

    private static List<String> texts(RecallResult result) {
        return result.memories().stream().map(Memory::text).toList();
    }

    private static List<Double> scores(RecallResult result) {
        return result.hits().stream().map(Recalled::score).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void validNowByFilterAndByDefaultAreTheSame(boolean settle) {
        homes();
        indexed.add(ALICE, Observation.builder("Lea lives well").validTo(NOW).build());
        indexed.add(ALICE, "Lea lives alone");
        MemoryQuery query = MemoryQuery.of("Where does Lea live?");
        MemoryQuery filtered =
                query.withFilter(MemoryFilter.builder().validAt(NOW).build());
        if (settle) {
            indexed.settled();
        }
        RecallResult plain = indexed.search(Principal.of(ALICE), query);
        RecallResult byFilter = indexed.search(Principal.of(ALICE), filtered);
        assertEquals(plain.memories(), byFilter.memories()); // between the two, the memories may have been indexed
        assertEquals(2, plain.hits().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void timePassesWithoutAWrite(boolean settle) {
        homes();
        if (settle) {
            indexed.settled();
        }
        MemoryQuery query = MemoryQuery.of("Where does Lea live?");
        Instant later = Instant.parse("2027-01-01T00:00:00Z");
        assertEquals(
                List.of("Lea lives in Rome"),
                texts(indexed.index.search(Principal.of(ALICE), query, ReadTime.present(later.minusMillis(1)))));
        assertEquals(
                List.of("Lea lives in Oslo"),
                texts(indexed.index.search(Principal.of(ALICE), query, ReadTime.present(later))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasFoundOutBeforeIsNotUsedForAnotherMomentReaderOrState(boolean settle) {
        homes();
        if (settle) {
            indexed.settled();
        }
        MemoryQuery query = MemoryQuery.of("Where does Lea live?");
        Instant later = Instant.parse("2027-06-01T00:00:00Z");
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    List.of("Lea lives in Rome"),
                    texts(indexed.index.search(Principal.of(ALICE), query, ReadTime.present(NOW))));
            assertEquals(
                    List.of("Lea lives in Oslo"),
                    texts(indexed.index.search(Principal.of(ALICE), query, ReadTime.present(later))));
            assertEquals(List.of(), texts(indexed.search(Scope.of("acme", "bob"), query.text())));
        }
        Memory lyon = indexed.add(ALICE, home("Lea lives in Lyon", "2025-06-01").build());
        assertEquals(List.of("Lea lives in Lyon"), ask(settle, query));
        indexed.next(lyon, Status.FORGOTTEN, lyon.observation());
        assertEquals(List.of("Lea lives in Rome"), ask(settle, query));
    }
}
