package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words for times and numbers, and their possible meanings. */
final class Lexicon {
    /** Names of months and days, full or short, that are other words in lower case. */
    static final Set<String> ALSO_WORDS = Set.of("may", "march", "mar", "sat", "sun", "wed", "mon");

    /**
     * Names of months and days that may be first names or other words if they stand alone. After a preposition they are
     * times.
     */
    static final Set<String> DOUBTFUL = Set.of(
            "april", "august", "dec", "fri", "jan", "jun", "june", "mar", "march", "may", "mon", "sat", "sep", "sept",
            "sun", "wed", "thu", "tue", "tues", "thur", "thurs");

    /**
     * Words that may follow a time without making it the first half of a compound: "in summer we", not "summer camp".
     */
    static final Set<String> FUNCTION_WORDS = Set.of(
            ("a about after all also am an and are around as at be because been before but by can could did do does"
                + " during for from had has have he her here his how i if in into is it its just me my nor not now of"
                + " on only or our out over she should since so still than that the their them then there they this"
                + " those though through till to together too under until up us was we were what when where which"
                + " while who why will with without would yet you your")
                    .split(" "));

    /** The longest word of the lexicon, in characters. */
    static final int LONGEST_WORD = 16;

    // The values of tokens of these kinds are indexes into these lists.
    static final List<Unit> UNITS = List.of(Unit.values());
    static final List<DayPart> PARTS = List.of(DayPart.values());
    static final List<Which> WHICHES = List.of(Which.values());
    static final List<Season> SEASONS = List.of(Season.values());

    private static final List<String> NUMBERS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");

    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private static final List<String> DECADES =
            List.of("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties");

    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth");

    private static final Map<String, Meaning> WORDS = words();

    private Lexicon() {}

    /** What a word may mean, and the number that goes with it. */
    record Meaning(Kind kind, int value) {}

    /** The meaning of a word in lower case, or null if it has none here. */
    static @Nullable Meaning meaning(String word) {
        return WORDS.get(word);
    }

    private static Map<String, Meaning> words() {
        Map<String, Meaning> words = new HashMap<>();
        numbers(words);
        calendar(words);
        units(words);
        references(words);
        return Map.copyOf(words);
    }

    private static void numbers(Map<String, Meaning> words) {
        for (int i = 0; i < NUMBERS.size(); i++) {
            words.put(NUMBERS.get(i), new Meaning(Kind.NUMBER_WORD, i));
        }
        for (int i = 0; i < TENS.size(); i++) {
            words.put(TENS.get(i), new Meaning(Kind.NUMBER_WORD, (i + 2) * 10));
            words.put(DECADES.get(i), new Meaning(Kind.DECADE, 1920 + i * 10));
        }
        for (int i = 0; i < ORDINALS.size(); i++) {
            words.put(ORDINALS.get(i), new Meaning(Kind.ORDINAL, i + 1));
        }
    }

    private static void calendar(Map<String, Meaning> words) {
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            put(words, Kind.MONTH, month.getValue(), name, name.substring(0, 3));
        }
        put(words, Kind.MONTH, Month.SEPTEMBER.getValue(), "sept");
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            put(words, Kind.WEEKDAY, day.getValue(), name, name.substring(0, 3));
        }
        put(words, Kind.WEEKDAY, DayOfWeek.TUESDAY.getValue(), "tues");
        put(words, Kind.WEEKDAY, DayOfWeek.THURSDAY.getValue(), "thur", "thurs");
        for (Season season : Season.values()) {
            put(words, Kind.SEASON, SEASONS.indexOf(season), season.name().toLowerCase(Locale.ROOT));
        }
        put(words, Kind.SEASON, SEASONS.indexOf(Season.AUTUMN), "fall");
    }

    private static void units(Map<String, Meaning> words) {
        for (Unit unit : Unit.values()) {
            String name = unit.name().toLowerCase(Locale.ROOT);
            put(words, Kind.UNIT, UNITS.indexOf(unit), name, name + "s");
        }
        put(words, Kind.UNIT, UNITS.indexOf(Unit.DECADE), "decades");
        put(words, Kind.UNIT, UNITS.indexOf(Unit.CENTURY), "centuries");
        put(words, Kind.UNIT, UNITS.indexOf(Unit.MINUTE), "min", "mins");
        put(words, Kind.UNIT, UNITS.indexOf(Unit.HOUR), "hr", "hrs");
        put(words, Kind.UNIT, UNITS.indexOf(Unit.WEEK), "wk", "wks");
        put(words, Kind.UNIT, UNITS.indexOf(Unit.YEAR), "yr", "yrs");
    }

    private static void references(Map<String, Meaning> words) {
        put(words, Kind.DAY, -1, "yesterday");
        put(words, Kind.DAY, 0, "today");
        put(words, Kind.DAY, 1, "tomorrow");
        for (DayPart part : DayPart.values()) {
            put(words, Kind.PART, PARTS.indexOf(part), part.name().toLowerCase(Locale.ROOT));
        }
        put(words, Kind.WHICH, WHICHES.indexOf(Which.LAST), "last", "past", "previous");
        put(words, Kind.WHICH, WHICHES.indexOf(Which.THIS), "this");
        put(words, Kind.WHICH, WHICHES.indexOf(Which.NEXT), "next", "coming", "upcoming");
        put(words, Kind.PORTION, 0, "early", "beginning", "start");
        put(words, Kind.PORTION, 1, "mid", "middle");
        put(words, Kind.PORTION, 2, "late", "end");
    }

    private static void put(Map<String, Meaning> words, Kind kind, int value, String... spellings) {
        for (String spelling : spellings) {
            words.put(spelling, new Meaning(kind, value));
        }
    }

    /** A unit of time as people count it. */
    enum Unit {
        MINUTE(ChronoUnit.MINUTES, 1, Precision.MINUTE),
        HOUR(ChronoUnit.HOURS, 1, Precision.HOUR),
        DAY(ChronoUnit.DAYS, 1, Precision.DAY),
        WEEKEND(ChronoUnit.DAYS, 7, Precision.WEEKEND),
        WEEK(ChronoUnit.DAYS, 7, Precision.WEEK),
        MONTH(ChronoUnit.MONTHS, 1, Precision.MONTH),
        QUARTER(ChronoUnit.MONTHS, 3, Precision.SEASON),
        YEAR(ChronoUnit.YEARS, 1, Precision.YEAR),
        DECADE(ChronoUnit.YEARS, 10, Precision.DECADE),
        CENTURY(ChronoUnit.YEARS, 100, Precision.CENTURY);

        /** The calendar unit of which this unit is a multiple. */
        final ChronoUnit step;

        /** How many steps make one of this unit. */
        final int steps;

        final Precision precision;

        Unit(ChronoUnit step, int steps, Precision precision) {
            this.step = step;
            this.steps = steps;
            this.precision = precision;
        }

        /** Whether it is counted in clock time rather than in days. */
        boolean shorterThanDay() {
            return compareTo(DAY) < 0;
        }
    }

    /**
     * Which occurrence of a recurring time is meant: last Friday, this summer, next month; {@link #UNSAID} for
     * "Friday".
     */
    enum Which {
        LAST,
        THIS,
        NEXT,
        UNSAID
    }

    /** A season of the northern hemisphere, as in meteorology: three whole months. */
    enum Season {
        SPRING(3),
        SUMMER(6),
        AUTUMN(9),
        WINTER(12);

        static final int MONTHS = 3;

        private final int firstMonth;

        Season(int firstMonth) {
            this.firstMonth = firstMonth;
        }

        /** The first day of the season that begins in the year: winter of 2022 begins in December 2022. */
        LocalDate in(int year) {
            return LocalDate.of(year, firstMonth, 1);
        }
    }

    /** A part of the day. The bounds follow everyday use. Evening and night overlap. */
    enum DayPart {
        MORNING(5, 12),
        AFTERNOON(12, 17),
        EVENING(17, 23),
        NIGHT(18, 30);

        /** The first hour. */
        final int from;

        /** The hour after the last one; hours after midnight continue from 24. */
        final int to;

        DayPart(int from, int to) {
            this.from = from;
            this.to = to;
        }
    }
}
