package dev.memcore.retrieval.query.date;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeExpressionsTest {
    /** A Wednesday. */
    private static final Instant SAID = Instant.parse("2023-07-12T16:33:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "times.csv", delimiter = '|', quoteCharacter = '\0')
    void aTimeIsFoundAndResolved(String text, String words, String from, String to, Precision precision) {
        List<TimeMention> mentions = find(text);
        assertEquals(List.of(words), words(text, mentions).stream().distinct().toList());
        TimeMention mention = mentions.getFirst();
        assertEquals(instant(from, TimeMention.EARLIEST), mention.from());
        assertEquals(instant(to, TimeMention.LATEST), mention.to());
        assertEquals(precision, mention.precision());
        assertEquals(from.equals("..") || to.equals(".."), mention.open());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "May I march in the parade?",
                "We may go, and April may come with August and June.",
                "He sat in the sun and had a mon cheri.",
                "They live on the 4th floor, third door.",
                "She bought 2000 bricks and 1984 nails.",
                "Room 2012 is at the end of the hall.",
                "It costs $1999 or 1,999 points, 2000% more.",
                "Built on page 1999 of version 2022.1",
                "last but not least, at last, next to me, to the last",
                "We shop every Friday and on Mondays.",
                "The Black Friday sale was loud.",
                "It feels like yesterday, like it was yesterday.",
                "The summer camp and the weekend trip were short.",
                "A two-week trip in a year-long project.",
                "He finished in two weeks.",
                "She was inspired by autumn.",
                "0 days ago, zero weeks ago",
                "February 30, 31 April",
                "2023-13-40 and 99/99/2023",
                "the fifth quarter of nothing",
                "a spring in her step; she had a fall",
                "in a while, in the end, in no time",
                "second to none, first of all",
                "",
                "   ",
                "?!.,;:'\"",
            })
    void whatIsNoTimeIsNotFound(String text) {
        assertEquals(List.of(), words(text, find(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where was she in May 2020 and in June 2021?         | May 2020; June 2021",
                "Yesterday it rained, today it snows.                | Yesterday; today",
                "The fifth Friday of February 2023 does not exist.   | February 2023",
                "It ran from 1999 and to infinity.                   | 1999",
                "Two years ago, in March, we met on the 3rd.         | Two years ago; March; the 3rd",
                "since we met last week                              | last week",
                "I said 'tomorrow' on 1 May 2023                     | tomorrow; 1 May 2023",
            })
    void severalTimesAreFoundInOrder(String text, String words) {
        assertEquals(List.of(words.split("; ")), words(text, find(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday            | true",
                "in May               | true",
                "on the 3rd of May    | true",
                "since last week      | true",
                "early next year      | true",
                "between May and June | true",
                "in May 2020          | false",
                "since 2016           | false",
                "the 1990s            | false",
                "the week before 9 June 2020 | false",
                "summer 2021          | false",
                "Christmas 2020       | false",
                "last Friday on 23 January 2022 | false",
            })
    void aTimeIsRelativeIfItDependsOnWhenItWasSaid(String text, boolean relative) {
        assertEquals(relative, find(text).getFirst().relative());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // On a Sunday the weekend has begun, on a Monday it is over.
                "2023-07-16T10:00:00Z | last weekend  | 2023-07-08 | 2023-07-10",
                "2023-07-16T10:00:00Z | this weekend  | 2023-07-15 | 2023-07-17",
                "2023-07-16T10:00:00Z | over the weekend | 2023-07-15 | 2023-07-17",
                "2023-07-17T10:00:00Z | last weekend  | 2023-07-15 | 2023-07-17",
                "2023-07-17T10:00:00Z | two weekends ago | 2023-07-08 | 2023-07-10",
                // On a Monday the last week is the calendar's.
                "2023-07-17T10:00:00Z | last week     | 2023-07-10 | 2023-07-17",
                "2023-07-16T10:00:00Z | last week     | 2023-07-03 | 2023-07-16",
                // Winter crosses the year.
                "2024-01-20T10:00:00Z | this winter   | 2023-12-01 | 2024-03-01",
                "2024-01-20T10:00:00Z | last winter   | 2022-12-01 | 2023-03-01",
                "2023-10-20T10:00:00Z | this winter   | 2023-12-01 | 2024-03-01",
                "2023-12-26T10:00:00Z | last summer   | 2023-06-01 | 2023-09-01",
                // The ends of months and leap days.
                "2024-03-31T10:00:00Z | a month ago   | 2024-02-01 | 2024-03-01",
                "2024-02-29T10:00:00Z | a year ago    | 2023-01-01 | 2024-01-01",
                "2024-03-01T00:00:00Z | yesterday     | 2024-02-29 | 2024-03-01",
                "2024-01-01T00:00:00Z | last month    | 2023-12-01 | 2024-01-01",
            })
    void whatIsMeantDependsOnTheDay(Instant said, String text, LocalDate from, LocalDate to) {
        TimeMention mention = TimeExpressions.find(text, said, ZoneOffset.UTC).getFirst();
        assertEquals(from.atStartOfDay().toInstant(ZoneOffset.UTC), mention.from());
        assertEquals(to.atStartOfDay().toInstant(ZoneOffset.UTC), mention.to());
    }

    @Test
    void aDayIsTheSpeakersDay() {
        Instant lateInLondon = Instant.parse("2023-07-12T23:30:00Z");
        ZoneOffset tokyo = ZoneOffset.ofHours(9);
        TimeMention today = TimeExpressions.find("today", lateInLondon, tokyo).getFirst();
        assertEquals(Instant.parse("2023-07-12T15:00:00Z"), today.from());
        assertEquals(Instant.parse("2023-07-13T15:00:00Z"), today.to());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Clocks go forward at 2 on 8 March and back at 2 on 1 November.
                "America/Los_Angeles | 2026-03-09T17:00:00Z | yesterday | 2026-03-08T08:00:00Z | 2026-03-09T07:00:00Z",
                "America/Los_Angeles | 2026-11-02T17:00:00Z | yesterday | 2026-11-01T07:00:00Z | 2026-11-02T08:00:00Z",
                "America/Los_Angeles | 2026-03-08T10:30:00Z | 3 hours ago | 2026-03-08T07:00:00Z |"
                        + " 2026-03-08T08:00:00Z",
                "America/Los_Angeles | 2026-03-20T17:00:00Z | in March 2026 | 2026-03-01T08:00:00Z |"
                        + " 2026-04-01T07:00:00Z",
                // There, the day begins at 1 when clocks go forward.
                "Asia/Beirut         | 2026-03-29T10:00:00Z | today | 2026-03-28T22:00:00Z | 2026-03-29T21:00:00Z",
                "Asia/Kolkata        | 2026-03-15T19:00:00Z | today | 2026-03-15T18:30:00Z | 2026-03-16T18:30:00Z",
                "Asia/Tokyo          | 2026-03-14T22:30:00Z | on 14 March 2026 | 2026-03-13T15:00:00Z |"
                        + " 2026-03-14T15:00:00Z",
            })
    void aDayBeginsAndEndsWhereItWasSaid(ZoneId zone, Instant said, String text, Instant from, Instant to) {
        TimeMention mention = TimeExpressions.find(text, said, zone).getFirst();
        assertEquals(from, mention.from());
        assertEquals(to, mention.to());
    }

    @Test
    void aDateWithTwoReadingsGivesBoth() {
        List<TimeMention> both = find("on 3/4/2023 or 04/03/2023, at 5/13/2023, and 6/6/2023");
        assertEquals(
                List.of("2023-03-04", "2023-04-03", "2023-04-03", "2023-03-04", "2023-05-13", "2023-06-06"),
                both.stream()
                        .map(mention -> mention.from().toString().substring(0, 10))
                        .toList());
        assertEquals(both.get(0).start(), both.get(1).start());
        assertEquals(2, find("the week before 3/4/2023").size());
        assertEquals(1, find("on 04.03.2023").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Was war am 4. März 2026?       | 2026-03-04 | 2026-03-05",
                "Was war am 4. September 2026?  | 2026-09-04 | 2026-09-05",
                "am 4. März                     | 2023-03-04 | 2023-03-05",
                "im Oktober 2025                | 2025-10-01 | 2025-11-01",
                "le 1er août 2022               | 2022-08-01 | 2022-08-02",
                "el 4 de marzo de 2026          | 2026-03-04 | 2026-03-05",
                "il 4 maggio 2026               | 2026-05-04 | 2026-05-05",
                "4 марта 2026                   | 2026-03-04 | 2026-03-05",
                "4 ekim 2026                    | 2026-10-04 | 2026-10-05",
                "2026年3月4日我吃了什么          | 2026-03-04 | 2026-03-05",
                "3月4日                          | 2023-03-04 | 2023-03-05",
                "2026年3月                       | 2026-03-01 | 2026-04-01",
                "2026년 3월 4일에                | 2026-03-04 | 2026-03-05",
            })
    void aDateIsReadInOtherLanguages(String text, LocalDate from, LocalDate to) {
        List<TimeMention> mentions = find(text);
        assertEquals(1, mentions.size(), text);
        assertEquals(
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                mentions.getFirst().from());
        assertEquals(
                to.atStartOfDay().toInstant(ZoneOffset.UTC), mentions.getFirst().to());
    }

    @ParameterizedTest
    @ValueSource(strings = {"She ate 4 Mars bars", "3. May I go?", "3 个月", "30月40日"})
    void whatOnlyLooksLikeADateOfAnotherLanguageIsNone(String text) {
        assertEquals(List.of(), words(text, find(text)));
    }

    @Test
    void anAnchorOutsideTheCalendarIsRefused() {
        for (Instant anchor : List.of(Instant.MIN, Instant.MAX, TimeMention.EARLIEST, TimeMention.LATEST)) {
            MemoryException refused =
                    assertThrows(MemoryException.class, () -> TimeExpressions.find("today", anchor, ZoneOffset.UTC));
            assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains(anchor.toString()), anchor::toString);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We met two weeks before the wedding.    | two weeks before the wedding | P14D | P14D | true | wedding",
                "We met the day after the garden party.  | the day after the garden party | P1D | P1D | false | garden"
                        + " party",
                "We met a month after my graduation.     | a month after my graduation | P1M | P1M | false |"
                        + " graduation",
                "We met a few days before Nina's concert. | a few days before Nina's concert | P2D | P5D | true |"
                        + " Nina's concert",
                "We met the Friday before the exam.      | the Friday before the exam | P1D | P7D | true | exam",
                "We met three years prior to the merger. | three years prior to the merger | P3Y | P3Y | true | merger",
                "Where was he before moving to Rome?     | before moving to Rome | P0D | P0D | true | moving to Rome",
                "What did she do after the fire and why? | after the fire | P0D | P0D | false | fire",
                "Who sang after his trip in August 2023? | after his trip | P0D | P0D | false | trip",
            })
    void aTimeMayHangOnAnEvent(String text, String words, String least, String most, boolean before, String event) {
        List<EventOffset> offsets = TimeExpressions.offsets(text);
        assertEquals(1, offsets.size(), offsets::toString);
        EventOffset offset = offsets.getFirst();
        assertEquals(words, text.substring(offset.start(), offset.end()));
        assertEquals(least, offset.least().toString());
        assertEquals(most, offset.most().toString());
        assertEquals(before, offset.before());
        assertEquals(event, offset.event());
        assertEquals(offset.most().isZero(), offset.unbounded());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We met two weeks before 3 May 2023.",
                "We met before we knew it.",
                "We met after that, after all, and after it rained.",
                "We met the day after the weekend.",
                "before",
                "after the",
            })
    void aDateOrASentenceIsNoEvent(String text) {
        assertEquals(List.of(), TimeExpressions.offsets(text));
    }

    private static List<TimeMention> find(String text) {
        return TimeExpressions.find(text, SAID, ZoneOffset.UTC);
    }

    private static List<String> words(String text, List<TimeMention> mentions) {
        return mentions.stream()
                .map(mention -> text.substring(mention.start(), mention.end()))
                .toList();
    }

    private static Instant instant(String written, Instant open) {
        if (written.equals("..")) {
            return open;
        }
        LocalDateTime time = written.contains("T")
                ? LocalDateTime.parse(written)
                : LocalDate.parse(written).atStartOfDay();
        return time.toInstant(ZoneOffset.UTC);
    }
}
