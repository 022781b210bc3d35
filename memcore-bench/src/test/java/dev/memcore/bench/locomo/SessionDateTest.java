package dev.memcore.bench.locomo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1:56 pm on 8 May, 2023         | 2023-05-08T13:56:00Z",
                "12:09 am on 13 September, 2023 | 2023-09-13T00:09:00Z",
                "12:30 p.m. on 3 June 2021      | 2021-06-03T12:30:00Z",
                "2023/05/20 (Sat) 02:21         | 2023-05-20T02:21:00Z",
                "2023-05-20 02:21:33            | 2023-05-20T02:21:00Z",
                "2023-05-20T02:21               | 2023-05-20T02:21:00Z",
                "May 8th, 2023 at 1:56 PM       | 2023-05-08T13:56:00Z",
                "Monday, 8 May 2023, 13:56      | 2023-05-08T13:56:00Z",
                "8 May 2023 5pm                 | 2023-05-08T17:00:00Z",
                "5/8/2023 1:56 PM               | 2023-05-08T13:56:00Z",
                "8.5.2023 13:56                 | 2023-05-08T13:56:00Z",
            })
    void aMomentIsUnderstoodToTheMinute(String text, Instant start) {
        assertEquals(Optional.of(EventTime.from(start, Duration.ofMinutes(1))), SessionDate.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 May, 2023       | 2023-05-08 | 2023-05-09",
                "May 8, 2023       | 2023-05-08 | 2023-05-09",
                "the 2nd of Feb 24 | 2024       | ",
                "2023-05-08        | 2023-05-08 | 2023-05-09",
                "20230508          | 2023-05-08 | 2023-05-09",
                "08-May-2023       | 2023-05-08 | 2023-05-09",
                "Sept 3 2023       | 2023-09-03 | 2023-09-04",
                "May 2023          | 2023-05-01 | 2023-06-01",
                "2023-12           | 2023-12-01 | 2024-01-01",
                "2023              | 2023-01-01 | 2024-01-01",
            })
    void aDateWithoutATimeIsAsLongAsItIsPrecise(String text, String start, String end) {
        Optional<EventTime> expected = end == null
                ? Optional.empty()
                : Optional.of(new EventTime(Instant.parse(start + "T00:00:00Z"), Instant.parse(end + "T00:00:00Z")));
        assertEquals(expected, SessionDate.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-05-08T13:56:00Z, 2023-05-08T13:56:00Z",
        "2023-05-08T13:56:00+02:00, 2023-05-08T11:56:00Z",
        "1683554160, 2023-05-08T13:56:00Z",
        "1683554160000, 2023-05-08T13:56:00Z",
    })
    void anExactMomentIsKept(String text, Instant start) {
        assertEquals(Optional.of(start), SessionDate.parse(text).map(EventTime::start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "31 February 2023", "99:99", "25:00 on 8 May 2023", "13 pm", "Session 4"})
    void whatIsNotUnderstoodIsNoDate(String text) {
        assertEquals(Optional.empty(), SessionDate.parse(text));
    }

    @Property(seed = "7")
    void noTextAtAllIsAnError(@ForAll String text) {
        Optional<EventTime> time = SessionDate.parse(text);
        assertEquals(time, SessionDate.parse(text));
    }
}
