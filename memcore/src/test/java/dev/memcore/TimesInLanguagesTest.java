package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Questions for a time, for now and for a date that a text names, in many languages, with the default configuration. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TimesInLanguagesTest {
    /** A Wednesday. */
    private static final Instant ASKED = Instant.parse("2023-07-12T16:33:00Z");

    private static final Instant LAST_WEEK = Instant.parse("2023-07-06T10:00:00Z");

    @SuppressWarnings("NullAway.Init") // open
    private MemoryManager manager;

    @BeforeAll
    void open() {
        manager = Memcore.builder().build();
    }

    @AfterAll
    void close() {
        manager.close();
    }

    /** Of four events of the same kind, last week's is first. */
    @ParameterizedTest
    @CsvFileSource(resources = "last-week.csv", delimiter = '|')
    void whatWasDoneLastWeekIsFirst(
            String language, String question, String before, String lastWeek, String after, String earliest) {
        MemorySpace space = space("week", language);
        remember(space, earliest, "2023-05-03T10:00:00Z");
        remember(space, before, "2023-06-22T10:00:00Z");
        remember(space, lastWeek, LAST_WEEK.toString());
        remember(space, after, "2023-07-12T09:00:00Z");
        assertEquals(lastWeek, first(space, question));
    }

    /** Of two places, one of which replaced the other, the present one is first. */
    @ParameterizedTest
    @CsvFileSource(resources = "lives-now.csv", delimiter = '|')
    void whereSomeoneLivesNowIsTheNewest(String language, String question, String old, String now, String other) {
        MemorySpace space = space("now", language);
        remember(space, old, "2021-05-03T10:00:00Z");
        remember(space, other, "2022-01-22T10:00:00Z");
        remember(space, now, "2023-03-06T10:00:00Z");
        remember(space, other.replace("Paul", "Tom"), "2023-05-12T09:00:00Z");
        assertEquals(now, first(space, question));
    }

    /** A text that says "yesterday" tells of the day before it was told. */
    @ParameterizedTest
    @CsvFileSource(resources = "yesterday.csv", delimiter = '|')
    void aDateInATextIsResolved(String language, String question, String yesterday, String same, String other) {
        MemorySpace space = space("told", language);
        remember(space, other, "2023-05-03T10:00:00Z");
        remember(space, same, "2023-05-01T10:00:00Z");
        remember(space, yesterday, "2023-05-04T10:00:00Z");
        remember(space, other, "2023-05-05T10:00:00Z");
        assertEquals(yesterday, first(space, question));
    }

    private MemorySpace space(String kind, String language) {
        return manager.space(Scope.of(kind, language));
    }

    private static void remember(MemorySpace space, String text, String when) {
        space.remember(Observation.builder(text).eventTime(Instant.parse(when)).build());
    }

    private String first(MemorySpace space, String question) {
        manager.awaitIndexed();
        return space.recall(MemoryQuery.of(question).withAskedAt(ASKED))
                .memories()
                .getFirst()
                .text();
    }
}
