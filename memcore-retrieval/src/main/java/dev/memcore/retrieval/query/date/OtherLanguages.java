package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.Lexicon.DayPart;
import dev.memcore.retrieval.query.date.Lexicon.Season;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.When.Away;
import dev.memcore.retrieval.query.date.When.Between;
import dev.memcore.retrieval.query.date.When.Cycle;
import dev.memcore.retrieval.query.date.When.Date;
import dev.memcore.retrieval.query.date.When.Day;
import dev.memcore.retrieval.query.date.When.Fraction;
import dev.memcore.retrieval.query.date.When.Length;
import dev.memcore.retrieval.query.date.When.NamedMonth;
import dev.memcore.retrieval.query.date.When.Nth;
import dev.memcore.retrieval.query.date.When.Open;
import dev.memcore.retrieval.query.date.When.PartOf;
import dev.memcore.retrieval.query.date.When.Recurring;
import dev.memcore.retrieval.query.date.When.SeasonOf;
import dev.memcore.retrieval.query.date.When.Side;
import dev.memcore.retrieval.query.date.When.Stretch;
import dev.memcore.retrieval.query.language.Language;
import dev.memcore.retrieval.query.language.Language.Phrase;
import dev.memcore.retrieval.query.language.LanguageText;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in languages other than English by the phrases of their {@linkplain Language tables}: "letzte Woche", "il
 * y a trois jours", "昨天", "в мае". The slots of a phrase determine its meaning, so no rule depends on a language. For
 * one language and one text; O(length).
 */
final class OtherLanguages {
    private static final int MONTHS = 12;
    private static final int THIRDS = 3;

    private final Language language;
    private final LanguageText text;
    private final Resolver resolver;

    // Whether the present sentence is marked as one of the past, or only as one of the future.
    private boolean past;
    private boolean future;

    private OtherLanguages(Language language, LanguageText text, Resolver resolver) {
        this.language = language;
        this.text = text;
        this.resolver = resolver;
    }

    /** Resolves a time at a place in the text; null if there is no such time. */
    interface Resolver {
        @Nullable
        TimeMention resolve(int start, int end, When when, boolean future);
    }

    /**
     * Adds the times of other languages to those that the rules of English find. Of times that overlap, the longest is
     * taken, and the English one if both are the same interval.
     *
     * @return all times in the order of the text
     */
    static List<TimeMention> longest(List<TimeMention> english, String written, Resolver resolver) {
        LanguageText text = new LanguageText(written);
        List<TimeMention> others = new ArrayList<>();
        for (Language language : Language.of(text)) {
            for (TimeMention mention : new OtherLanguages(language, text, resolver).all()) {
                add(mention, others);
            }
        }
        if (others.isEmpty()) {
            return english;
        }
        List<TimeMention> all = new ArrayList<>(others);
        for (TimeMention mention : english) {
            List<TimeMention> same = overlapping(mention, others);
            if (same.stream().allMatch(other -> length(other) < length(mention) || isSame(other, mention))) {
                all.removeAll(same);
                all.add(mention);
            }
        }
        all.sort(Comparator.comparingInt(TimeMention::start));
        return List.copyOf(all);
    }

    private static void add(TimeMention mention, List<TimeMention> others) {
        List<TimeMention> same = overlapping(mention, others);
        if (same.stream().allMatch(other -> length(other) < length(mention))) {
            others.removeAll(same);
            others.add(mention);
        }
    }

    private static List<TimeMention> overlapping(TimeMention mention, List<TimeMention> others) {
        return others.stream()
                .filter(other -> mention.start() < other.end() && other.start() < mention.end())
                .toList();
    }

    private static boolean isSame(TimeMention one, TimeMention other) {
        return one.from().equals(other.from()) && one.to().equals(other.to());
    }

    private static int length(TimeMention mention) {
        return mention.end() - mention.start();
    }

    /**
     * A time, from one unit to before another.
     *
     * @param when the time; null if the phrase names none, such as "every Friday"
     */
    private record Read(@Nullable When when, int first, int next) {}

    private List<TimeMention> all() {
        List<TimeMention> mentions = new ArrayList<>();
        int sentence = -1;
        for (int i = 0; i < text.size(); ) {
            if (i > sentence) {
                sentence = endOfSentence(i);
                past = has("past", i, sentence);
                future = !past && has("future", i, sentence);
            }
            Read read = withBounds(i);
            When when = read == null ? null : read.when();
            TimeMention mention = read == null || when == null ? null : resolve(read, when);
            if (mention != null) {
                mentions.add(mention);
            }
            i = read == null ? i + 1 : read.next();
        }
        return mentions;
    }

    private @Nullable TimeMention resolve(Read read, When when) {
        int start = text.at(read.first()).start();
        int end = text.at(read.next() - 1).end();
        return resolver.resolve(start, end, when, future);
    }

    private int endOfSentence(int from) {
        int i = from;
        while (i < text.size() && !text.endsSentence(i)) {
            i++;
        }
        return i;
    }

    private boolean has(String kind, int from, int to) {
        for (int i = from; i < to; i++) {
            if (language.at(text, i).stream().anyMatch(phrase -> phrase.kind().equals(kind))) {
                return true;
            }
        }
        return false;
    }

    /** The time that begins at a unit, with the words around it: "since May", "May to July". */
    private @Nullable Read withBounds(int i) {
        Read plain = range(i);
        for (Phrase phrase : language.at(text, i)) {
            Side side = side(phrase.kind(), true);
            Read base = side == null ? null : range(phrase.next());
            When when = base == null ? null : base.when();
            if (side != null && base != null && when != null) {
                plain = longer(plain, new Read(new Open(side, when), i, base.next()));
            }
        }
        return plain;
    }

    private static @Nullable Read longer(@Nullable Read a, @Nullable Read b) {
        if (a == null) {
            return b;
        }
        return b == null || b.next() <= a.next() ? a : b;
    }

    private @Nullable Read range(int i) {
        Read first = at(i);
        When from = first == null ? null : first.when();
        if (first == null || from == null) {
            return first;
        }
        Read best = first;
        for (Phrase phrase : language.at(text, first.next())) {
            Read last = phrase.kind().equals("to") ? at(phrase.next()) : null;
            When to = last == null ? null : last.when();
            Side side = side(phrase.kind(), false);
            Between between = to == null || !(from instanceof Date) ? null : RangeGrammar.completed(from, to);
            if (last != null && between != null) {
                best = longer(best, new Read(between, i, last.next()));
            } else if (side != null) {
                best = longer(best, new Read(new Open(side, from), i, phrase.next()));
            }
        }
        return best;
    }

    private static @Nullable Side side(String kind, boolean before) {
        return switch (before ? kind.replace("…", "+") : kind.replace("…", "-")) {
            case "since+", "-since" -> Side.SINCE;
            case "after+", "-after" -> Side.AFTER;
            case "before+", "-before" -> Side.BEFORE;
            case "until+", "-until" -> Side.UNTIL;
            default -> null;
        };
    }

    private @Nullable Read at(int i) {
        Read best = null;
        for (Phrase phrase : language.at(text, i)) {
            When when = best == null || phrase.next() > best.next() ? when(phrase) : null;
            if (when != null || phrase.kind().equals("none")) {
                best = longer(best, new Read(when, i, phrase.next()));
            }
        }
        return best;
    }

    private @Nullable When when(Phrase phrase) {
        return switch (phrase.kind()) {
            case "time" -> time(phrase.slots());
            case "ago" -> new Away(length(phrase.slots()), true);
            case "ahead" -> past ? null : new Away(length(phrase.slots()), false);
            case "recent" -> new Stretch(length(phrase.slots()), true);
            case "coming" -> new Stretch(length(phrase.slots()), false);
            case "since" -> open(Side.SINCE, phrase);
            default -> null;
        };
    }

    private @Nullable When open(Side side, Phrase phrase) {
        When base = time(phrase.slots());
        return base == null ? null : new Open(side, base);
    }

    private static Length length(Map<String, String> slots) {
        String[] amounts = slots.getOrDefault("n", "1").split("-");
        int least = Integer.parseInt(amounts[0]);
        return new Length(least, Integer.parseInt(amounts[amounts.length - 1]), unit(slots));
    }

    private static Unit unit(Map<String, String> slots) {
        return Unit.valueOf(upper(slots.getOrDefault("unit", "day")));
    }

    /** The meaning of a phrase's slots; null if they are no time, like 31 April. */
    private @Nullable When time(Map<String, String> slots) {
        When day = day(slots);
        String part = slots.get("part");
        if (day == null) {
            return null;
        }
        if (part != null) {
            return new PartOf(day, DayPart.valueOf(upper(part)));
        }
        return slots.containsKey("third") ? new Fraction(day, number(slots, "third"), THIRDS) : day;
    }

    private @Nullable When day(Map<String, String> slots) {
        if (slots.containsKey("day")) {
            return relativeDay(slots.get("day"));
        }
        Which which = slots.containsKey("which") ? Which.valueOf(upper(slots.get("which"))) : null;
        if (which != null && slots.containsKey("unit")) {
            return inUnit(new Recurring(Cycle.of(unit(slots)), which), slots);
        }
        if (slots.containsKey("month") || slots.containsKey("y")) {
            return which == null ? date(slots) : new NamedMonth(Month.of(number(slots, "month")), which);
        }
        if (slots.containsKey("weekday")) {
            return new Recurring(weekday(slots), which == null ? Which.UNSAID : which);
        }
        if (slots.containsKey("season")) {
            return new SeasonOf(season(slots), 0, which == null ? Which.UNSAID : which);
        }
        return which == null && slots.containsKey("part") ? new Day(0) : null;
    }

    private When relativeDay(String day) {
        boolean either = day.startsWith("±");
        int offset = Integer.parseInt(either ? day.substring(1) : day);
        return new Day(either && !future ? -offset : offset);
    }

    /** A week, month or year that is last, this or next, or the day or month of it that the slots name. */
    private static @Nullable When inUnit(Recurring whole, Map<String, String> slots) {
        Unit unit = whole.cycle().unit();
        if (slots.containsKey("weekday") && unit == Unit.WEEK) {
            return new Nth(1, weekday(slots), whole);
        }
        if (slots.containsKey("month") && unit == Unit.YEAR) {
            When month = new Fraction(whole, number(slots, "month") - 1, MONTHS);
            return slots.containsKey("d") ? new Nth(number(slots, "d"), Cycle.of(Unit.DAY), month) : month;
        }
        if (slots.containsKey("season") && unit == Unit.YEAR) {
            return season(season(slots), whole);
        }
        return unit.compareTo(Unit.DAY) > 0 ? whole : null;
    }

    /** "去年夏天": the summer of last year. A winter is in two years; the last one is meant as elsewhere. */
    private static When season(Season season, Recurring year) {
        int first = season.in(1).getMonthValue() - 1;
        return season == Season.WINTER
                ? new SeasonOf(season, 0, year.which())
                : new Between(new Fraction(year, first, MONTHS), new Fraction(year, first + Season.MONTHS - 1, MONTHS));
    }

    private static @Nullable When date(Map<String, String> slots) {
        int year = number(slots, "y");
        int month = number(slots, "month");
        int day = number(slots, "d");
        if (slots.containsKey("season")) {
            return new SeasonOf(season(slots), year, Which.UNSAID);
        }
        if (day > 0 && year > 0) {
            GrammarRules.Parsed<Date> date = DateGrammar.valid(year, month, day, 0);
            return date == null ? null : date.value();
        }
        return day > 0 && day > Month.of(month).maxLength() ? null : new Date(year, month, day);
    }

    private static Cycle weekday(Map<String, String> slots) {
        return Cycle.of(DayOfWeek.of(number(slots, "weekday")));
    }

    private static Season season(Map<String, String> slots) {
        return Season.valueOf(upper(slots.getOrDefault("season", "")));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** The number in a slot; 0 if the phrase has no such slot. */
    private static int number(Map<String, String> slots, String slot) {
        return Integer.parseInt(slots.getOrDefault(slot, "0"));
    }
}
