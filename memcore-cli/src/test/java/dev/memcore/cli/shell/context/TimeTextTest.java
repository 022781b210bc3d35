package dev.memcore.cli.shell.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.EventTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T07:10:00Z,      2026-03-01T07:10:00Z",
        "2026-03-01T07:10:00+01:00, 2026-03-01T06:10:00Z",
        "2026-03-01T07:10,          2026-03-01T07:10:00Z",
        "2026-03-01,                2026-03-01T00:00:00Z",
    })
    void aMomentIsInUtcUnlessItSaysOtherwise(String text, String moment) {
        assertEquals(Instant.parse(moment), TimeText.moment(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2024,       2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
        "2024-02,    2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
    })
    void whatHappenedIsAsLongAsItIsKnownPrecisely(String text, String start, String end) {
        assertEquals(new EventTime(Instant.parse(start), Instant.parse(end)), TimeText.event(text));
    }

    @Test
    void whatHappenedAtAMomentIsAMoment() {
        assertEquals(EventTime.at(Instant.parse("2024-02-29T12:00:00Z")), TimeText.event("2024-02-29T12:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-30", "", "03/01/2026"})
    void nothingElseIsATime(String text) {
        assertThrows(TypeConversionException.class, () -> TimeText.moment(text));
        assertThrows(TypeConversionException.class, () -> TimeText.event(text));
    }
}
