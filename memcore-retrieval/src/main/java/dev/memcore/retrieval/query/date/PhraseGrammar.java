package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Lexicon.DayPart;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Lexicon.Which;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Around;
import dev.memcore.retrieval.query.date.When.Beside;
import dev.memcore.retrieval.query.date.When.Clock;
import dev.memcore.retrieval.query.date.When.Cycle;
import dev.memcore.retrieval.query.date.When.Date;
import dev.memcore.retrieval.query.date.When.Fraction;
import dev.memcore.retrieval.query.date.When.Length;
import dev.memcore.retrieval.query.date.When.NamedMonth;
import dev.memcore.retrieval.query.date.When.Nth;
import dev.memcore.retrieval.query.date.When.Offset;
import dev.memcore.retrieval.query.date.When.PartOf;
import dev.memcore.retrieval.query.date.When.Recurring;
import dev.memcore.retrieval.query.date.When.SaidOn;
import dev.memcore.retrieval.query.date.When.SeasonOf;
import dev.memcore.retrieval.query.date.When.Years;
import java.time.DayOfWeek;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads phrases built around one time: "at 4 pm on 20 January", "early May", "the week before 9 June", "the first
 * weekend of August". Phrases do not nest, so the number of tokens that are read from one position is bounded.
 */
final class PhraseGrammar {
    private static final Set<String> AROUND = Set.of("at", "around", "about", "by");
    private static final int THIRDS = 3;
    private static final int QUARTERS = 4;

    private final Tokens tokens;
    private final DateGrammar dates;
    private final RelativeGrammar relatives;
    private final ClockGrammar clocks;
    private final LengthGrammar lengths;

    PhraseGrammar(Tokens tokens, DateGrammar dates) {
        this.tokens = tokens;
        this.dates = dates;
        this.relatives = new RelativeGrammar(tokens);
        this.clocks = new ClockGrammar(tokens);
        this.lengths = new LengthGrammar(tokens);
    }

    /** The longest phrase that begins at the token. */
    @Nullable
    Parsed<? extends When> at(int i) {
        Parsed<? extends When> best = GrammarRules.longest(dated(i), offset(i));
        int j = tokens.skip(i, "the");
        best = GrammarRules.longest(best, portion(j));
        best = GrammarRules.longest(best, nth(j));
        best = GrammarRules.longest(best, fraction(j));
        best = GrammarRules.longest(best, shortQuarter(i));
        best = GrammarRules.longest(best, weekdayOf(i));
        return GrammarRules.longest(best, beside(i));
    }

    /** Reads a day or a longer time, a day with a time of day or a part of it, or either of these alone. */
    private @Nullable Parsed<? extends When> dated(int i) {
        Parsed<Clock> clock = clocks.at(i);
        if (clock != null) {
            return clockFirst(clock);
        }
        int part = tokens.skip(i, "the");
        if (tokens.is(part, Kind.PART)) {
            return partOf(part);
        }
        Parsed<? extends When> base = base(i);
        return base == null ? null : GrammarRules.longest(clockLast(base), saidOn(base));
    }

    /** "last Friday on 23 January 2022", "last week, as mentioned on November 6, 2023". */
    private @Nullable Parsed<SaidOn> saidOn(Parsed<? extends When> base) {
        int i = tokens.skip(base.next(), ",");
        int j = tokens.is(i, "as") ? i + 2 : i;
        if (!base.value().relative() || base.value() instanceof Date || !tokens.is(j, "on")) {
            return null;
        }
        Parsed<? extends When> day = dates.at(j + 1);
        return day != null && day.value() instanceof Date date && date.year() > 0 && date.day() > 0
                ? new Parsed<>(new SaidOn(base.value(), date), day.next())
                : null;
    }

    private @Nullable Parsed<? extends When> base(int i) {
        return GrammarRules.longest(dates.at(i), relatives.at(i));
    }

    private Parsed<? extends When> clockFirst(Parsed<Clock> clock) {
        int i = tokens.skip(clock.next(), ",");
        Parsed<? extends When> day = base(tokens.skip(i, "on"));
        return day != null && isDay(day.value()) ? new Parsed<>(clock.value().on(day.value()), day.next()) : clock;
    }

    private Parsed<? extends When> clockLast(Parsed<? extends When> day) {
        int i = tokens.skip(day.next(), ",");
        boolean iso = tokens.is(i, "t") && tokens.at(i).glued();
        Parsed<Clock> clock = isDay(day.value()) ? clocks.at(iso || tokens.in(i, AROUND) ? i + 1 : i) : null;
        return clock == null ? day : new Parsed<>(clock.value().on(day.value()), clock.next());
    }

    /** Reads "evening of 7 July", but not "morning after the 3rd". */
    private @Nullable Parsed<PartOf> partOf(int i) {
        Parsed<? extends When> day = tokens.is(i + 1, "of") ? base(i + 2) : null;
        return day != null && isDay(day.value())
                ? new Parsed<>(new PartOf(day.value(), tokens.at(i).part()), day.next())
                : null;
    }

    private static boolean isDay(When when) {
        return switch (when) {
            case Date date -> date.day() > 0;
            case Recurring recurring -> recurring.cycle().weekday() != null;
            case When.Day day -> true;
            case PartOf part -> true;
            case When.HolidayOf holiday -> true;
            case When.Away away -> away.length().unit() == Unit.DAY;
            default -> false;
        };
    }

    /** Whether a time is a week or longer, and people speak of its beginning and end. */
    private static boolean isLong(When when) {
        return switch (when) {
            case Date date -> date.day() == 0;
            case Recurring recurring ->
                recurring.cycle().weekday() == null && recurring.cycle().unit() != Unit.WEEKEND;
            case Years years -> true;
            case NamedMonth month -> true;
            case SeasonOf season -> true;
            default -> false;
        };
    }

    private @Nullable Parsed<? extends When> whole(int i) {
        int j = tokens.is(i, "of") || tokens.is(i, "in") ? i + 1 : i;
        Parsed<? extends When> whole = base(j);
        if (whole != null && isLong(whole.value())) {
            return whole;
        }
        boolean running = j > i && tokens.is(j, "the") && tokens.is(j + 1, Kind.UNIT);
        return running ? runningUnit(j + 1) : null;
    }

    /** "of the year". */
    private @Nullable Parsed<Recurring> runningUnit(int i) {
        Unit unit = tokens.at(i).unit();
        boolean said = unit.compareTo(Unit.WEEK) >= 0 && !tokens.at(i).word().endsWith("s");
        return said ? new Parsed<>(new Recurring(Cycle.of(unit), Which.THIS), i + 1) : null;
    }

    /** "early May", "mid-2010s", "the beginning of November 2022". */
    private @Nullable Parsed<Fraction> portion(int i) {
        if (!tokens.is(i, Kind.PORTION)) {
            return null;
        }
        Parsed<? extends When> whole = whole(tokens.skip(i + 1, "-"));
        return whole == null
                ? null
                : new Parsed<>(new Fraction(whole.value(), tokens.at(i).value(), THIRDS), whole.next());
    }

    /** "first half of 2022", "third quarter of 2021". */
    private @Nullable Parsed<Fraction> fraction(int i) {
        int count = switch (tokens.at(i + 1).word()) {
            case "half" -> 2;
            case "third" -> THIRDS;
            case "quarter" -> QUARTERS;
            default -> 0;
        };
        int index = tokens.is(i, "last") ? count : tokens.at(i).value();
        boolean counted = tokens.is(i, Kind.ORDINAL) || tokens.is(i, "last");
        if (!counted || count == 0 || index < 1 || index > count || !tokens.is(i + 2, "of")) {
            return null;
        }
        Parsed<? extends When> whole = whole(i + 2);
        return whole == null ? null : new Parsed<>(new Fraction(whole.value(), index - 1, count), whole.next());
    }

    /** "Q3 2021", "Q3 of last year". */
    private @Nullable Parsed<Fraction> shortQuarter(int i) {
        int index = tokens.at(i + 1).value();
        boolean quarter = tokens.is(i, "q")
                && tokens.is(i + 1, Kind.NUMBER)
                && tokens.at(i + 1).glued();
        if (!quarter || index < 1 || index > QUARTERS) {
            return null;
        }
        Parsed<Integer> year = new YearGrammar(tokens).after(i + 2);
        Parsed<? extends When> whole =
                year == null ? whole(i + 2) : new Parsed<>(new Date(year.value(), 0, 0), year.next());
        return whole == null ? null : new Parsed<>(new Fraction(whole.value(), index - 1, QUARTERS), whole.next());
    }

    /** "first weekend of August 2023", "last Friday in May". */
    private @Nullable Parsed<Nth> nth(int i) {
        boolean last = tokens.is(i, "last");
        Cycle cycle = last || tokens.is(i, Kind.ORDINAL) ? cycle(i + 1) : null;
        boolean joined = tokens.is(i + 2, "of") || tokens.is(i + 2, "in");
        Parsed<? extends When> whole = cycle != null && joined ? whole(i + 2) : null;
        return cycle == null || whole == null
                ? null
                : new Parsed<>(new Nth(last ? Nth.LAST : tokens.at(i).value(), cycle, whole.value()), whole.next());
    }

    /** "Monday of last week", "Tuesday last week". */
    private @Nullable Parsed<Nth> weekdayOf(int i) {
        if (!tokens.is(i, Kind.WEEKDAY)) {
            return null;
        }
        Parsed<? extends When> week = base(tokens.skip(i + 1, "of"));
        boolean weekly = week != null
                && week.value() instanceof Recurring recurring
                && recurring.cycle().equals(Cycle.of(Unit.WEEK));
        return week == null || !weekly
                ? null
                : new Parsed<>(new Nth(1, Cycle.of(DayOfWeek.of(tokens.at(i).value())), week.value()), week.next());
    }

    private @Nullable Cycle cycle(int i) {
        Token token = tokens.at(i);
        if (token.is(Kind.WEEKDAY)) {
            return Cycle.of(DayOfWeek.of(token.value()));
        }
        boolean unit = token.is(Kind.UNIT) && !token.word().endsWith("s");
        return unit && !token.unit().shorterThanDay() ? Cycle.of(token.unit()) : null;
    }

    /** "the week before 9 June", "the Sunday before last", "the night before Christmas", "the week of 23 August". */
    private @Nullable Parsed<? extends When> beside(int i) {
        int j = tokens.is(i, "the") || tokens.is(i, "last") ? i + 1 : i;
        boolean part = tokens.is(j, Kind.PART);
        Cycle cycle = part ? Cycle.of(Unit.DAY) : cycle(j);
        if (cycle == null) {
            return null;
        }
        Parsed<Boolean> side = side(j + 1);
        if (side == null) {
            return tokens.is(j + 1, "of") && !part ? around(cycle, j + 2) : null;
        }
        Parsed<? extends When> base = anchor(cycle, side);
        if (base == null) {
            return null;
        }
        When beside = new Beside(cycle, side.value(), base.value());
        DayPart said = part ? tokens.at(j).part() : null;
        return new Parsed<>(said == null ? beside : new PartOf(beside, said), base.next());
    }

    private @Nullable Parsed<? extends When> anchor(Cycle cycle, Parsed<Boolean> side) {
        int i = side.next();
        boolean ellipsis = (tokens.is(i, "last") && side.value()) || (tokens.is(i, "next") && !side.value());
        Parsed<? extends When> base = dated(i);
        return base == null && ellipsis
                ? new Parsed<>(new Recurring(cycle, side.value() ? Which.LAST : Which.NEXT), i + 1)
                : base;
    }

    private @Nullable Parsed<? extends When> around(Cycle cycle, int i) {
        Parsed<? extends When> base = cycle.weekday() == null ? base(i) : null;
        if (base == null) {
            return null;
        }
        boolean same = base.value() instanceof Date date
                && ((cycle.unit() == Unit.MONTH && date.day() == 0)
                        || (cycle.unit() == Unit.YEAR && date.month() == 0));
        return same ? base : new Parsed<>(new Around(cycle.unit(), base.value()), base.next());
    }

    /** "two weeks before 11 August", "a month after 3 May", "a week from tomorrow". */
    private @Nullable Parsed<Offset> offset(int i) {
        Parsed<Length> length = lengths.at(i);
        Parsed<Boolean> side = length == null ? null : side(length.next());
        Parsed<? extends When> base = side == null ? null : dated(side.next());
        return length == null || side == null || base == null
                ? null
                : new Parsed<>(new Offset(length.value(), side.value(), base.value()), base.next());
    }

    /** Reads the side of a time: true for before, false for after. */
    private @Nullable Parsed<Boolean> side(int i) {
        return switch (tokens.at(i).word()) {
            case "before", "preceding" -> new Parsed<>(true, i + 1);
            case "after", "following", "from" -> new Parsed<>(false, i + 1);
            case "prior" -> tokens.is(i + 1, "to") ? new Parsed<>(true, i + 2) : null;
            default -> null;
        };
    }
}
