package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Between;
import dev.memcore.retrieval.query.date.When.Date;
import dev.memcore.retrieval.query.date.When.Open;
import dev.memcore.retrieval.query.date.When.Side;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The complete grammar: phrases, and intervals between, since, before and after phrases. */
final class RangeGrammar {
    private static final Set<String> LAST_FOLLOWS = Set.of("to", "until", "till", "through", "-");

    private final Tokens tokens;
    private final DateGrammar dates;
    private final PhraseGrammar phrases;

    /**
     * Creates a grammar.
     *
     * @param dayFirst whether 3/4/2026 is 3 April and not 4 March
     */
    RangeGrammar(Tokens tokens, boolean dayFirst) {
        this.tokens = tokens;
        this.dates = new DateGrammar(tokens, dayFirst);
        this.phrases = new PhraseGrammar(tokens, dates);
    }

    /** The longest time that begins at the token. */
    @Nullable
    Parsed<? extends When> at(int i) {
        return switch (tokens.at(i).word()) {
            case "between" -> between(i + 1);
            case "from" -> from(i + 1);
            case "since" -> open(Side.SINCE, i + 1);
            case "after" -> open(Side.AFTER, i + 1);
            case "before" -> open(Side.BEFORE, i + 1);
            case "until", "till", "by" -> open(Side.UNTIL, i + 1);
            case "prior" -> tokens.is(i + 1, "to") ? open(Side.BEFORE, i + 2) : null;
            default -> dashed(i);
        };
    }

    private @Nullable Parsed<? extends When> endpoint(int i) {
        return GrammarRules.longest(phrases.at(i), dates.month(i));
    }

    private @Nullable Parsed<Open> open(Side side, int i) {
        Parsed<? extends When> base = phrases.at(i);
        return base == null ? null : new Parsed<>(new Open(side, base.value()), base.next());
    }

    private @Nullable Parsed<? extends When> between(int i) {
        Parsed<? extends When> first = firstOf(i);
        return first == null || !tokens.is(first.next(), "and") ? null : rest(first, first.next() + 1);
    }

    private @Nullable Parsed<? extends When> from(int i) {
        Parsed<? extends When> first = firstOf(i);
        if (first == null) {
            return null;
        }
        if (tokens.in(first.next(), LAST_FOLLOWS)) {
            return rest(first, first.next() + 1);
        }
        boolean onwards = (tokens.is(first.next(), "on") && !tokens.is(first.next() + 1, "the"))
                || tokens.is(first.next(), "onwards")
                || tokens.is(first.next(), "onward");
        return onwards ? new Parsed<>(new Open(Side.SINCE, first.value()), first.next() + 1) : null;
    }

    /** A phrase, or two dates with a dash or "to" between them. */
    private @Nullable Parsed<? extends When> dashed(int i) {
        Parsed<? extends When> phrase = phrases.at(i);
        Parsed<? extends When> first = phrase == null ? dayNumber(i) : phrase;
        boolean joined = first != null && tokens.in(first.next(), LAST_FOLLOWS) && first.value() instanceof Date;
        return first == null || !joined ? phrase : GrammarRules.longest(phrase, rest(first, first.next() + 1));
    }

    private @Nullable Parsed<? extends When> firstOf(int i) {
        return GrammarRules.longest(endpoint(i), dayNumber(i));
    }

    /** A day whose month is stated later or earlier: the 5 of "5 to 7 May". */
    private @Nullable Parsed<Date> dayNumber(int i) {
        int j = tokens.skip(i, "the");
        Token token = tokens.at(j);
        boolean number = (token.is(Kind.NUMBER) && token.length() <= 2) || token.is(Kind.ORDINAL);
        return number && token.value() >= 1 && token.value() <= 31
                ? new Parsed<>(new Date(0, 0, token.value()), j + 1)
                : null;
    }

    private @Nullable Parsed<Between> rest(Parsed<? extends When> first, int i) {
        Parsed<? extends When> last = GrammarRules.longest(endpoint(i), dayOfSameMonth(first.value(), i));
        if (last == null) {
            return null;
        }
        Between between = completed(first.value(), last.value());
        return between == null ? null : new Parsed<>(between, last.next());
    }

    /** The "9, 2023" of "May 7-9, 2023". */
    private @Nullable Parsed<Date> dayOfSameMonth(When first, int i) {
        Parsed<Date> day = first instanceof Date date && date.month() > 0 && date.day() > 0 ? dayNumber(i) : null;
        Parsed<Integer> year = day == null ? null : new YearGrammar(tokens).after(day.next());
        return day == null || year == null ? day : new Parsed<>(day.value().withYear(year.value()), year.next());
    }

    /** Completes each end of a range with the year and the month that only the other end states. */
    static @Nullable Between completed(When first, When last) {
        if (!(first instanceof Date a) || !(last instanceof Date b)) {
            return isDayOnly(first) || isDayOnly(last) ? null : new Between(first, last);
        }
        int year = a.year() > 0 ? a.year() : b.year();
        int month = a.month() > 0 || a.year() > 0 ? a.month() : b.month();
        int lastMonth = b.month() > 0 || (b.year() > 0 && b.day() == 0) ? b.month() : a.month();
        int lastYear = b.year() > 0 ? b.year() : a.year();
        Date start = new Date(year, month, a.day());
        Date end = new Date(lastYear, lastMonth, b.day());
        return isDayOnly(start) || isDayOnly(end) ? null : new Between(start, end);
    }

    private static boolean isDayOnly(When when) {
        return when instanceof Date date && date.month() == 0 && date.day() > 0;
    }
}
