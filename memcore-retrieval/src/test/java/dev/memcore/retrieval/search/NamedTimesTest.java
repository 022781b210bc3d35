package dev.memcore.retrieval.search;

import static dev.memcore.retrieval.Indexed.ALICE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.embed.StaticEmbedder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is of a time that a question names comes before what is not. */
final class NamedTimesTest {
    private static final List<String> DISHES = List.of(
            "pasta",
            "tacos",
            "soup",
            "steak",
            "fish",
            "rice",
            "beans",
            "ramen",
            "curry",
            "sushi",
            "udon",
            "pizza",
            "salad",
            "stew",
            "lentils",
            "omelette",
            "dumplings",
            "risotto",
            "kebab",
            "burger",
            "noodles",
            "paella",
            "falafel",
            "goulash",
            "chili",
            "ravioli",
            "lasagne",
            "pancakes",
            "quiche",
            "gnocchi");

    private static final List<String> FORMS = List.of(
            "'on' MMMM d, uuuu",
            "'on' d MMMM uuuu",
            "'on' uuuu-MM-dd",
            "'on' dd.MM.uuuu",
            "'on' M/d/uuuu",
            "'on the' d'th of' MMMM uuuu",
            "'on' MMMM d");

    /** Zones, and the first of thirty days in which the clocks of most of them are set. */
    static Stream<Arguments> zones() {
        return Stream.of(
                Arguments.of("UTC", "2026-03-01", false),
                Arguments.of("UTC", "2026-03-01", true),
                Arguments.of("Asia/Tokyo", "2026-02-10", true),
                Arguments.of("America/Los_Angeles", "2026-03-01", true),
                Arguments.of("America/Los_Angeles", "2025-10-20", false),
                Arguments.of("Australia/Sydney", "2026-03-20", true),
                Arguments.of("Asia/Kolkata", "2026-03-01", true),
                Arguments.of("Asia/Beirut", "2026-03-10", true)); // its clocks are set at midnight
    }

    private static Memory eaten(Indexed indexed, String meal, String dish, LocalDate day, String time, ZoneId zone) {
        Instant at = day.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
        return indexed.add(
                ALICE,
                Observation.builder("For " + meal + " I had " + dish + ".")
                        .eventTime(at)
                        .build());
    }

    private static Memory first(Indexed indexed, String query, Instant askedAt, ZoneId zone) {
        return ask(indexed, query, askedAt, zone).memories().getFirst();
    }

    private static RecallResult ask(Indexed indexed, String query, Instant askedAt, ZoneId zone) {
        return indexed.search(
                Principal.of(ALICE), MemoryQuery.of(query).withAskedAt(askedAt).withZone(zone));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void theNamedDayComesFirstOfThirtyLikeIt(ZoneId zone, LocalDate start, boolean settle) {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            List<Memory> dinners = new ArrayList<>();
            List<Memory> breakfasts = new ArrayList<>();
            for (int day = 0; day < DISHES.size(); day++) {
                LocalDate date = start.plusDays(day);
                dinners.add(eaten(indexed, "dinner", DISHES.get(day), date, "19:30", zone));
                breakfasts.add(eaten(indexed, "breakfast", DISHES.get((day + 13) % 30), date, "07:30", zone));
            }
            if (settle) {
                indexed.settled();
            }
            List<String> wrong = new ArrayList<>();
            for (int day = 0; day < DISHES.size(); day++) {
                LocalDate date = start.plusDays(day);
                Instant later = start.plusDays(50).atTime(12, 0).atZone(zone).toInstant();
                String said = date.format(DateTimeFormatter.ofPattern(FORMS.get(day % FORMS.size()), Locale.ENGLISH));
                check(indexed, dinners.get(day), "What did I have for dinner " + said + "?", later, zone, wrong);
                check(indexed, breakfasts.get(day), "What did I have for breakfast " + said + "?", later, zone, wrong);
                Instant nextMorning =
                        date.plusDays(1).atTime(10, 0).atZone(zone).toInstant();
                check(indexed, dinners.get(day), "What did I have for dinner yesterday?", nextMorning, zone, wrong);
                check(
                        indexed,
                        breakfasts.get(day),
                        "What did I have for breakfast yesterday?",
                        nextMorning,
                        zone,
                        wrong);
                Instant evening = date.atTime(23, 0).atZone(zone).toInstant();
                check(indexed, breakfasts.get(day), "What did I have for breakfast today?", evening, zone, wrong);
                check(indexed, breakfasts.get(day), "What did I have this morning?", evening, zone, wrong);
                Instant thirdDay = date.plusDays(3).atTime(0, 30).atZone(zone).toInstant();
                check(indexed, dinners.get(day), "What did I have for dinner three days ago?", thirdDay, zone, wrong);
                String weekday = date.format(DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH));
                check(
                        indexed,
                        dinners.get(day),
                        "What did I have for dinner last " + weekday + "?",
                        thirdDay,
                        zone,
                        wrong);
            }
            assertEquals(List.of(), wrong);
        }
    }

    private static void check(
            Indexed indexed, Memory wanted, String query, Instant askedAt, ZoneId zone, List<String> wrong) {
        Memory first = first(indexed, query, askedAt, zone);
        if (!first.id().equals(wanted.id())) {
            wrong.add(query + " asked at " + askedAt.atZone(zone) + ": " + first.text() + " rather than "
                    + wanted.text());
        }
    }

    @Test
    void everyFormNamesTheDay() {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            LocalDate start = LocalDate.of(2026, 3, 1);
            List<Memory> dinners = new ArrayList<>();
            for (int day = 0; day < DISHES.size(); day++) {
                dinners.add(eaten(indexed, "dinner", DISHES.get(day), start.plusDays(day), "19:30", ZoneOffset.UTC));
            }
            indexed.settled();
            List<String> wrong = new ArrayList<>();
            for (String form : FORMS) {
                for (int day = 0; day < DISHES.size(); day++) {
                    String said = start.plusDays(day).format(DateTimeFormatter.ofPattern(form, Locale.ENGLISH));
                    String query = "What did I have for dinner " + said + "?";
                    check(
                            indexed,
                            dinners.get(day),
                            query,
                            Instant.parse("2026-04-20T12:00:00Z"),
                            ZoneOffset.UTC,
                            wrong);
                }
            }
            assertEquals(List.of(), wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTimeIsFoundAmongMoreMemoriesThanASourceGives(boolean settle) {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            LocalDate start = LocalDate.parse("2024-01-01");
            for (int day = 0; day < 500; day++) {
                String dish = DISHES.get(day % DISHES.size());
                eaten(indexed, "dinner", dish, start.plusDays(day), "19:30", ZoneOffset.UTC);
            }
            if (settle) {
                indexed.settled();
            }
            Instant asked = Instant.parse("2025-12-01T12:00:00Z");
            assertAllIn(indexed, "What did I have for dinner in March 2024?", asked, "2024-03-01", "2024-04-01");
            assertAllIn(indexed, "What did I have for dinner in 2025?", asked, "2025-01-01", "2026-01-01");
            assertAllIn(
                    indexed,
                    "What did I have for dinner in the week of 8 May 2024?",
                    asked,
                    "2024-05-06",
                    "2024-05-13");
            assertAllIn(indexed, "What did I have for dinner in 2024?", asked, "2024-01-01", "2025-01-01");
            Memory fish = first(indexed, "When did I have fish for dinner in 2024?", asked, ZoneOffset.UTC);
            assertEquals("For dinner I had fish.", fish.text());
        }
    }

    private static void assertAllIn(Indexed indexed, String query, Instant asked, String from, String to) {
        Instant first = LocalDate.parse(from).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant after = LocalDate.parse(to).atStartOfDay(ZoneOffset.UTC).toInstant();
        RecallResult result = ask(indexed, query, asked, ZoneOffset.UTC);
        int days = (int) Math.min(10, Duration.between(first, after).toDays());
        for (Memory memory : result.memories().subList(0, days)) {
            EventTime event = requireNonNull(memory.observation().eventTime());
            assertTrue(!event.start().isBefore(first) && event.end().isBefore(after), () -> query + ": " + event);
        }
    }

    @Test
    void theMonthThatIsNamedComesBeforeOthersAndTheDayBeforeTheMonth() {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            Memory april = walk(indexed, "2023-04-30T09:00:00Z", "2023-04-30T10:00:00Z");
            Memory may = walk(indexed, "2023-05-01T00:00:00Z", "2023-06-01T00:00:00Z");
            Memory day = walk(indexed, "2023-05-04T00:00:00Z", "2023-05-05T00:00:00Z");
            Memory neighbour = walk(indexed, "2023-05-05T09:00:00Z", "2023-05-05T10:00:00Z");
            Instant asked = Instant.parse("2023-12-01T00:00:00Z");
            List<Memory> onTheDay = ask(indexed, "Who came along on the walk on 4 May 2023?", asked, ZoneOffset.UTC)
                    .memories();
            assertEquals(List.of(day, may), onTheDay.subList(0, 2));
            List<Memory> inMay = ask(indexed, "Who came along on the walk in May 2023?", asked, ZoneOffset.UTC)
                    .memories();
            assertEquals(april, inMay.getLast());
            List<Memory> inApril = ask(indexed, "Who came along on the walk in April 2023?", asked, ZoneOffset.UTC)
                    .memories();
            assertEquals(april, inApril.getFirst());
            List<Memory> next = ask(indexed, "Who came along on the walk on 5 May 2023?", asked, ZoneOffset.UTC)
                    .memories();
            assertEquals(List.of(neighbour, may), next.subList(0, 2));
        }
    }

    private static Memory walk(Indexed indexed, String from, String to) {
        return indexed.add(
                ALICE,
                Observation.builder("Tom came along on the walk")
                        .eventTime(new EventTime(Instant.parse(from), Instant.parse(to)))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsOfTheDayAndBesideThePointDoesNotComeFirst(boolean settle) {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            Memory cello = at(indexed, "The cello was tuned by Berg & Sons", "2026-03-02T09:00:00Z");
            at(indexed, "The tax bill was paid", "2026-03-04T09:00:00Z");
            at(indexed, "The train to Ulm was late", "2026-03-04T18:00:00Z");
            if (settle) {
                indexed.settled();
            }
            Instant asked = Instant.parse("2026-03-20T00:00:00Z");
            assertEquals(cello, first(indexed, "Who tuned the cello on 4 March 2026?", asked, ZoneOffset.UTC));
            List<String> all = Stream.of("What happened on 4 March 2026?", "What did I do on 4 March 2026?")
                    .map(query -> ask(indexed, query, asked, ZoneOffset.UTC)
                            .memories()
                            .getLast()
                            .text())
                    .toList();
            assertEquals(List.of(cello.text(), cello.text()), all, "whatever happened that day comes first");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoTellsOfTheNamedDayOnAnotherDayComesBeforeWhoDoesNot(boolean settle) {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            for (int day = 1; day <= 28; day++) {
                at(indexed, "I went to the gym", "2026-02-%02dT09:00:00Z".formatted(day));
            }
            Memory told = at(indexed, "Yesterday I went to the gym with Tom", "2026-04-05T09:00:00Z");
            Memory planned = at(indexed, "I go to the gym with Ann on 10 June", "2026-04-06T09:00:00Z");
            if (settle) {
                indexed.settled();
            }
            Instant asked = Instant.parse("2026-04-20T00:00:00Z");
            assertEquals(told, first(indexed, "Did I go to the gym on 4 April 2026?", asked, ZoneOffset.UTC));
            assertEquals(planned, first(indexed, "Will I go to the gym on 10 June 2026?", asked, ZoneOffset.UTC));
        }
    }

    @Test
    void bothReadingsOfADateCount() {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            IntStream.rangeClosed(1, 28)
                    .forEach(day -> at(indexed, "I went to the gym", "2026-05-%02dT09:00:00Z".formatted(day)));
            Memory april = at(indexed, "I went to the gym", "2026-04-03T09:00:00Z");
            Memory march = at(indexed, "I went to the gym", "2026-03-04T09:00:00Z");
            Instant asked = Instant.parse("2026-06-20T00:00:00Z");
            List<Memory> found = ask(indexed, "Did I go to the gym on 3/4/2026?", asked, ZoneOffset.UTC)
                    .memories();
            assertEquals(List.of(march, april), found.subList(0, 2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Was gab es am 4. März 2026 zum Dinner?",
                "Qu'est-ce que j'ai mangé le 4 mars 2026 ?",
                "¿Qué comí el 4 de marzo de 2026?",
                "Что я ел 4 марта 2026?",
                "2026年3月4日 dinner",
                "2026년 3월 4일에 dinner",
            })
    void aDateIsReadInOtherLanguages(String query) {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            List<Memory> dinners = new ArrayList<>();
            for (int day = 0; day < 7; day++) {
                dinners.add(eaten(
                        indexed,
                        "dinner",
                        DISHES.get(day),
                        LocalDate.of(2026, 3, 1).plusDays(day),
                        "19:00",
                        ZoneOffset.UTC));
            }
            assertEquals(dinners.get(3), first(indexed, query, Instant.parse("2026-03-09T20:00:00Z"), ZoneOffset.UTC));
        }
    }

    @Test
    void whatWasAtANamedTimeIsNotReplacedByWhatCameLater() {
        try (Indexed indexed = new Indexed(null, StaticEmbedder.load())) {
            Memory then = at(indexed, "I am at the harbour", "2026-03-04T09:00:00Z");
            at(indexed, "I am at the airport", "2026-03-05T09:00:00Z");
            Instant that = Instant.parse("2026-03-04T20:00:00Z");
            assertEquals(then, first(indexed, "Where am I today?", that, ZoneOffset.UTC));
            Recalled last =
                    ask(indexed, "Where am I now?", that, ZoneOffset.UTC).hits().getFirst();
            assertEquals("I am at the airport", last.memory().text());
        }
    }

    private static Memory at(Indexed indexed, String text, String time) {
        return indexed.add(
                ALICE, Observation.builder(text).eventTime(Instant.parse(time)).build());
    }
}
