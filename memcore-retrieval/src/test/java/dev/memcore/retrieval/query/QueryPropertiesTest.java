package dev.memcore.retrieval.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.query.Entities.Entity;
import dev.memcore.retrieval.query.date.TimeExpressions;
import dev.memcore.retrieval.query.date.TimeExpressions.EventOffset;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class QueryPropertiesTest {
    /** After so many years the calendar repeats itself: they are 146,097 days, which is 20,871 whole weeks. */
    private static final int CALENDAR = 400;

    private static final List<String> WORDS = List.of(
            "the",
            "a",
            "last",
            "next",
            "this",
            "past",
            "week",
            "weekend",
            "year",
            "days",
            "hours",
            "decade",
            "before",
            "after",
            "since",
            "until",
            "by",
            "between",
            "and",
            "from",
            "to",
            "of",
            "in",
            "on",
            "at",
            "May",
            "June",
            "Monday",
            "Fri",
            "summer",
            "winter",
            "Christmas",
            "2022",
            "1990s",
            "5",
            "29",
            "31",
            "3rd",
            "first",
            "early",
            "end",
            "yesterday",
            "tomorrow",
            "tonight",
            "morning",
            "night",
            "two",
            "few",
            "half",
            "ago",
            "now",
            "pm",
            ":",
            "30",
            ",",
            ".",
            "-",
            "/",
            "'",
            "will",
            "was",
            "Rome",
            "wedding",
            "quarter",
            "century",
            "other",
            "day",
            "q",
            "9999",
            "4",
            "as",
            "mentioned",
            "\"",
            "?",
            "who",
            "which",
            "Ann's",
            "$",
            "%");

    /** Words that may make a time absolute. */
    private static final Set<String> YEARS = Set.of("2022", "1990s", "9999", "century");

    @Property
    void anyTextIsRead(@ForAll String text, @ForAll("anchors") Instant anchor) {
        assertSound(text, anchor);
    }

    @Property(tries = 3000)
    void anySentenceOfTheLexiconIsRead(@ForAll("sentences") String text, @ForAll("anchors") Instant anchor) {
        assertSound(text, anchor);
    }

    @Property(tries = 3000)
    void whatIsRelativeMovesWithTheCalendar(
            @ForAll("sentencesWithoutYears") String text, @ForAll("anchors") Instant anchor) {
        List<TimeMention> now = TimeExpressions.find(text, anchor, ZoneOffset.UTC);
        List<TimeMention> later = TimeExpressions.find(text, later(anchor), ZoneOffset.UTC);
        assertEquals(now.size(), later.size());
        for (int i = 0; i < now.size(); i++) {
            assertTrue(now.get(i).relative());
            assertEquals(later(now.get(i).from()), later.get(i).from());
            assertEquals(later(now.get(i).to()), later.get(i).to());
        }
    }

    @Property
    void whatIsAbsoluteStays(
            @ForAll("absolutes") String text, @ForAll("anchors") Instant anchor, @ForAll("anchors") Instant other) {
        List<TimeMention> mentions = TimeExpressions.find(text, anchor, ZoneOffset.UTC);
        assertEquals(1, mentions.size(), text);
        assertFalse(mentions.getFirst().relative());
        assertEquals(mentions, TimeExpressions.find(text, other, ZoneOffset.UTC));
    }

    @Property
    void theZoneMovesWholeIntervals(@ForAll("phrases") String text, @ForAll("anchors") Instant anchor) {
        ZoneOffset zone = ZoneOffset.ofHours(-7);
        Instant sameWallClock = anchor.plusSeconds(7 * 3600);
        List<TimeMention> utc = TimeExpressions.find(text, anchor, ZoneOffset.UTC);
        List<TimeMention> west = TimeExpressions.find(text, sameWallClock, zone);
        assertEquals(1, utc.size(), text);
        assertEquals(
                utc.getFirst().from().plusSeconds(7 * 3600), west.getFirst().from());
        assertEquals(utc.getFirst().to().plusSeconds(7 * 3600), west.getFirst().to());
    }

    @Property
    void theAnalysisIsThatOfItsParts(@ForAll("sentences") String text, @ForAll("anchors") Instant anchor) {
        Question question = QuestionAnalysis.of(text, anchor, ZoneOffset.UTC);
        assertEquals(TimeExpressions.find(text, anchor, ZoneOffset.UTC), question.times());
        assertEquals(Entities.in(text), question.entities());
        assertEquals(TimeExpressions.offsets(text), question.offsets());
    }

    private static void assertSound(String text, Instant anchor) {
        Question question = QuestionAnalysis.of(text, anchor, ZoneOffset.UTC);
        int start = 0;
        int end = 0;
        for (TimeMention mention : question.times()) {
            boolean other = mention.start() == start; // another reading of the same date
            assertTrue(
                    (other || mention.start() >= end) && mention.end() <= text.length(),
                    () -> mention + " in: " + text);
            assertTrue(mention.from().isBefore(mention.to()));
            start = mention.start();
            end = mention.end();
        }
        end = 0;
        for (EventOffset offset : question.offsets()) {
            assertTrue(offset.start() >= end
                    && offset.end() <= text.length()
                    && !offset.event().isEmpty());
            end = offset.end();
        }
        end = 0;
        for (Entity entity : question.entities()) {
            assertTrue(entity.start() >= end && !entity.key().isEmpty());
            assertEquals(text.substring(entity.start(), entity.end()), entity.surface());
            assertEquals(entity.key(), Entities.key(entity.surface()));
            end = entity.end();
        }
        end = 0;
        for (Question.Quantity quantity : question.quantities()) {
            assertTrue(quantity.start() >= end && quantity.end() <= text.length() && quantity.value() >= 0);
            end = quantity.end();
        }
    }

    private static Instant later(Instant time) {
        boolean open = time.equals(TimeMention.EARLIEST) || time.equals(TimeMention.LATEST);
        return open
                ? time
                : LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                        .plusYears(CALENDAR)
                        .toInstant(ZoneOffset.UTC);
    }

    @Provide
    Arbitrary<Instant> anchors() {
        long first = LocalDateTime.of(1950, Month.JANUARY, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        long last = LocalDateTime.of(2100, Month.JANUARY, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        return Arbitraries.longs().between(first, last).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<String> sentences() {
        return Arbitraries.of(WORDS).list().ofMaxSize(14).map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> sentencesWithoutYears() {
        List<String> words =
                WORDS.stream().filter(word -> !YEARS.contains(word)).toList();
        return Arbitraries.of(words).list().ofMaxSize(14).map(list -> String.join(" ", list));
    }

    @Provide
    Arbitrary<String> absolutes() {
        return Arbitraries.of(
                "May 7, 2020",
                "2020-05-07",
                "since 2016",
                "the 1990s",
                "the 19th century",
                "summer 2021",
                "Christmas 2020",
                "early May 2020",
                "between 5 and 7 May 2023",
                "the week before 9 June 2020",
                "last Friday on 23 January 2022");
    }

    @Provide
    Arbitrary<String> phrases() {
        return Arbitraries.of(
                "yesterday",
                "last week",
                "next month",
                "two days ago",
                "in the last three days",
                "last summer",
                "on Monday",
                "last night",
                "May 7, 2020",
                "the week before 9 June",
                "20 minutes ago",
                "at 4 pm on 3 May 2021");
    }
}
