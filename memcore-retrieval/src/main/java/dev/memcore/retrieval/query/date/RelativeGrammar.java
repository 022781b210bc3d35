package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Lexicon.DayPart;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Away;
import dev.memcore.retrieval.query.date.When.Cycle;
import dev.memcore.retrieval.query.date.When.Day;
import dev.memcore.retrieval.query.date.When.Length;
import dev.memcore.retrieval.query.date.When.NamedMonth;
import dev.memcore.retrieval.query.date.When.PartOf;
import dev.memcore.retrieval.query.date.When.Recurring;
import dev.memcore.retrieval.query.date.When.Stretch;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads times that depend on when they are said: "yesterday", "last Friday", "two weeks ago", "the other day". */
final class RelativeGrammar {
    private static final Set<String> HABITS = Set.of("every", "each", "most", "some", "a", "the", "one");
    private static final Set<String> NOT_AFTER_BACK = Set.of("in", "to", "at", "from", "with", "together", "and", "on");

    /** The maximum distance that "the other day" or "the other week" may mean, in that unit. */
    private static final int OTHER_MOST = 5;

    private final Tokens tokens;
    private final LengthGrammar lengths;
    private final HolidayGrammar holidays;

    RelativeGrammar(Tokens tokens) {
        this.tokens = tokens;
        this.lengths = new LengthGrammar(tokens);
        this.holidays = new HolidayGrammar(tokens);
    }

    /** The longest relative time that begins at the token. */
    @Nullable
    Parsed<? extends When> at(int i) {
        return switch (tokens.at(i).kind()) {
            case DAY -> day(i);
            case WHICH -> which(i, i);
            case WEEKDAY -> weekday(i);
            default -> GrammarRules.longest(fromWord(i), GrammarRules.longest(away(i), holidays.at(i)));
        };
    }

    private @Nullable Parsed<? extends When> fromWord(int i) {
        return switch (tokens.at(i).word()) {
            case "the" -> afterArticle(i);
            case "day" -> besideToday(i);
            case "tonight" -> new Parsed<>(new PartOf(new Day(0), DayPart.NIGHT), i + 1);
            case "in" -> lengthAhead(i + 1);
            default -> null;
        };
    }

    private @Nullable Parsed<? extends When> day(int i) {
        boolean likeness = tokens.is(i - 1, "like") || tokens.is(i - 2, "like") || tokens.is(i - 3, "like");
        return likeness ? null : withPart(new Day(tokens.at(i).value()), i + 1);
    }

    /** "day before yesterday". */
    private @Nullable Parsed<Day> besideToday(int i) {
        int offset = tokens.at(i + 2).value();
        boolean before = tokens.is(i + 1, "before") && offset == -1;
        boolean after = tokens.is(i + 1, "after") && offset == 1;
        return tokens.is(i + 2, Kind.DAY) && (before || after) ? new Parsed<>(new Day(2 * offset), i + 3) : null;
    }

    private Parsed<? extends When> withPart(When day, int i) {
        return tokens.is(i, Kind.PART) ? new Parsed<>(new PartOf(day, part(i)), i + 1) : new Parsed<>(day, i);
    }

    private DayPart part(int i) {
        return tokens.at(i).part();
    }

    private @Nullable Parsed<? extends When> afterArticle(int i) {
        if (tokens.is(i + 1, Kind.WHICH)) {
            return which(i + 1, i);
        }
        if (tokens.is(i + 1, "other")) {
            return other(i + 2);
        }
        if (tokens.is(i + 1, "day")) {
            return besideToday(i + 1);
        }
        boolean weekend = tokens.is(i + 1, "weekend") && GrammarRules.stands(tokens, i + 2);
        return weekend ? new Parsed<>(new Recurring(Cycle.of(Unit.WEEKEND), Which.UNSAID), i + 2) : null;
    }

    private @Nullable Parsed<Away> other(int i) {
        boolean day = tokens.is(i, "day") || tokens.is(i, "night") || tokens.is(i, "evening");
        if (!day && !tokens.is(i, "week") && !tokens.is(i, "month")) {
            return null;
        }
        Unit unit = day ? Unit.DAY : tokens.at(i).unit();
        return new Parsed<>(new Away(new Length(1, OTHER_MOST, unit), true), i + 1);
    }

    /** Reads a time after "last", "this" or "next". {@code start} is the position of its article, or {@code i}. */
    private @Nullable Parsed<? extends When> which(int i, int start) {
        Which which = tokens.at(i).which();
        boolean both = which == Which.THIS && tokens.is(i + 1, Kind.WHICH);
        int j = both ? i + 1 : i;
        Which said = tokens.at(j).which();
        boolean rolling = tokens.is(j, "past") || tokens.is(j, "coming") || start < i;
        return switch (tokens.at(j + 1).kind()) {
            case WEEKDAY -> named(j + 1) ? withPart(new Recurring(Cycle.of(weekdayOf(j + 1)), said), j + 2) : null;
            case UNIT -> unit(said, j + 1, rolling);
            case MONTH ->
                named(j + 1)
                        ? new Parsed<>(new NamedMonth(Month.of(tokens.at(j + 1).value()), said), j + 2)
                        : null;
            case PART -> partOfDay(said, j + 1);
            default -> GrammarRules.longest(holidays.after(said, j + 1), stretch(said, j + 1));
        };
    }

    private boolean named(int i) {
        Token token = tokens.at(i);
        return token.capital() || !Lexicon.ALSO_WORDS.contains(token.word());
    }

    private DayOfWeek weekdayOf(int i) {
        return DayOfWeek.of(tokens.at(i).value());
    }

    /** "last week"; "the last week" is a stretch up to now. "last minute" and "the last week of" are neither. */
    private @Nullable Parsed<? extends When> unit(Which which, int i, boolean rolling) {
        Unit unit = tokens.at(i).unit();
        boolean plural = tokens.at(i).word().endsWith("s");
        if (plural || unit == Unit.MINUTE || (!rolling && unit.compareTo(Unit.DAY) <= 0) || tokens.is(i + 1, "of")) {
            return null;
        }
        boolean stretch = rolling && which != Which.THIS && unit != Unit.WEEKEND;
        return stretch
                ? new Parsed<>(new Stretch(new Length(1, 1, unit), which == Which.LAST), i + 1)
                : new Parsed<>(new Recurring(Cycle.of(unit), which), i + 1);
    }

    private @Nullable Parsed<Stretch> stretch(Which which, int i) {
        Parsed<Length> length = tokens.is(i, "a") || which == Which.THIS ? null : lengths.at(i);
        return length == null ? null : new Parsed<>(new Stretch(length.value(), which == Which.LAST), length.next());
    }

    private @Nullable Parsed<PartOf> partOfDay(Which which, int i) {
        DayPart part = part(i);
        boolean yesterday = which == Which.LAST && part.compareTo(DayPart.EVENING) >= 0;
        return yesterday || which == Which.THIS
                ? new Parsed<>(new PartOf(new Day(yesterday ? -1 : 0), part), i + 1)
                : null;
    }

    /** Reads a weekday alone. Skips a habit ("every Friday") and the end of a name ("Black Friday"). */
    private @Nullable Parsed<? extends When> weekday(int i) {
        Token before = tokens.at(i - 1);
        boolean on = before.is("on");
        boolean doubtful = Lexicon.DOUBTFUL.contains(tokens.at(i).word()) && !on;
        boolean name = before.is(Kind.WORD) && before.capital() && !tokens.endsSentence(i - 2) && !on;
        boolean habit = tokens.in(i - 1, HABITS) || before.is(Kind.ORDINAL);
        return doubtful || name || habit || !named(i)
                ? null
                : withPart(new Recurring(Cycle.of(weekdayOf(i)), Which.UNSAID), i + 1);
    }

    /** "two weeks ago", "a year back", "three days from now", "seven years now". */
    private @Nullable Parsed<? extends When> away(int i) {
        Parsed<Length> length = lengths.at(i);
        if (length == null) {
            return null;
        }
        int j = tokens.is(length.next(), "or") && tokens.is(length.next() + 1, "so")
                ? length.next() + 2
                : length.next();
        return switch (tokens.at(j).word()) {
            case "ago" -> new Parsed<>(new Away(length.value(), true), j + 1);
            case "back" ->
                tokens.in(j + 1, NOT_AFTER_BACK) ? null : new Parsed<>(new Away(length.value(), true), j + 1);
            case "now" -> new Parsed<>(new Stretch(length.value(), true), j + 1);
            case "from" ->
                tokens.is(j + 1, "now") || tokens.is(j + 1, "today")
                        ? new Parsed<>(new Away(length.value(), false), j + 2)
                        : null;
            default -> null;
        };
    }

    private @Nullable Parsed<Away> lengthAhead(int i) {
        Parsed<Length> length = lengths.at(i);
        return length == null || tokens.is(length.next(), "of")
                ? null
                : new Parsed<>(new Away(length.value(), false), length.next());
    }
}
