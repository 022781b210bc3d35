package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Date;
import java.time.Month;
import java.time.YearMonth;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads dates with a name or a number: "May 7, 2023", "7th of May", "2023-05-07", "in May". */
final class DateGrammar {
    private static final Set<String> BEFORE_MONTH = Set.of(
            "in",
            "of",
            "during",
            "since",
            "until",
            "till",
            "around",
            "through",
            "throughout",
            "from",
            "between",
            "to",
            "by",
            "on",
            "mid");
    private static final Set<String> BEFORE_DAY =
            Set.of("on", "by", "since", "until", "till", "from", "before", "after");
    private static final int DAYS = 31;
    private static final int MONTHS = 12;

    private final Tokens tokens;
    private final boolean dayFirst;
    private final YearGrammar years;
    private final OtherDateGrammar others;

    /**
     * Creates a grammar.
     *
     * @param dayFirst whether 3/4/2026 is 3 April and not 4 March; if only one reading is a date, the grammar uses that
     *     one
     */
    DateGrammar(Tokens tokens, boolean dayFirst) {
        this.tokens = tokens;
        this.dayFirst = dayFirst;
        this.years = new YearGrammar(tokens);
        this.others = new OtherDateGrammar(tokens);
    }

    /** Whether a text may have a date like 3/4/2026, which has two readings. */
    static boolean mayBeAmbiguous(Tokens tokens) {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            if (tokens.is(i, "/") && tokens.is(i + 1, Kind.NUMBER) && tokens.is(i + 2, "/")) {
                return true;
            }
        }
        return false;
    }

    /** The longest date that begins at the token. */
    @Nullable
    Parsed<? extends When> at(int i) {
        return switch (tokens.at(i).kind()) {
            case NUMBER ->
                GrammarRules.longest(
                        GrammarRules.longest(numeric(i), others.at(i)), GrammarRules.longest(dayFirst(i), years.at(i)));
            case ORDINAL -> GrammarRules.longest(dayFirst(i), years.at(i));
            case MONTH -> monthFirst(i);
            case WEEKDAY -> afterWeekday(i);
            case WORD ->
                tokens.is(i, "the")
                        ? GrammarRules.longest(withArticle(i + 1), years.at(i))
                        : GrammarRules.longest(others.at(i), years.at(i));
            default -> years.at(i);
        };
    }

    /** A month by its name alone, where the surrounding words already show that a time is meant. */
    @Nullable
    Parsed<Date> month(int i) {
        return isMonth(i) ? new Parsed<>(new Date(0, tokens.at(i).value(), 0), i + 1) : null;
    }

    private @Nullable Parsed<Date> withArticle(int i) {
        Parsed<Date> full = dayFirst(i);
        return full != null ? full : dayAlone(i);
    }

    /** "on the 15th"; not "on the 4th floor". */
    private @Nullable Parsed<Date> dayAlone(int i) {
        Token day = tokens.at(i);
        boolean date = isDay(i)
                && day.is(Kind.ORDINAL)
                && day.word().isEmpty()
                && tokens.in(i - 2, BEFORE_DAY)
                && GrammarRules.stands(tokens, i + 1);
        return date ? new Parsed<>(new Date(0, 0, day.value()), i + 1) : null;
    }

    private @Nullable Parsed<Date> afterWeekday(int i) {
        int j = tokens.skip(tokens.skip(i + 1, "."), ",");
        Parsed<? extends When> date = switch (tokens.at(j).kind()) {
            case NUMBER -> GrammarRules.longest(numeric(j), dayFirst(j));
            case ORDINAL -> dayFirst(j);
            case MONTH -> monthFirst(j);
            default -> tokens.is(j, "the") ? theDay(j + 1) : null;
        };
        return date != null && date.value() instanceof Date d && d.day() > 0 ? new Parsed<>(d, date.next()) : null;
    }

    private @Nullable Parsed<Date> theDay(int i) {
        Parsed<Date> full = dayFirst(i);
        if (full != null) {
            return full;
        }
        boolean day = isDay(i) && tokens.is(i, Kind.ORDINAL) && GrammarRules.stands(tokens, i + 1);
        return day ? new Parsed<>(new Date(0, 0, tokens.at(i).value()), i + 1) : null;
    }

    private @Nullable Parsed<Date> monthFirst(int i) {
        if (!isMonth(i)) {
            return null;
        }
        int month = tokens.at(i).value();
        int j = afterMonth(i);
        int day = tokens.is(j, "the") && tokens.is(j + 1, Kind.ORDINAL) ? j + 1 : j;
        if (isDay(day) && !isClock(day)) {
            return dated(month, tokens.at(day).value(), day + 1);
        }
        Parsed<Integer> year = years.after(j);
        if (year != null) {
            return new Parsed<>(new Date(year.value(), month, 0), year.next());
        }
        return standsAlone(i) ? new Parsed<>(new Date(0, month, 0), i + 1) : null;
    }

    private @Nullable Parsed<Date> dayFirst(int i) {
        int j = tokens.skip(i + 1, "of");
        boolean counted = j == i + 1 && !tokens.at(i).word().isEmpty();
        if (!isDay(i) || counted || !isMonth(j)) {
            return null;
        }
        return dated(tokens.at(j).value(), tokens.at(i).value(), afterMonth(j));
    }

    private @Nullable Parsed<Date> dated(int month, int day, int next) {
        if (day > Month.of(month).maxLength()) {
            return null;
        }
        Parsed<Integer> year = years.after(next);
        return year == null
                ? new Parsed<>(new Date(0, month, day), next)
                : valid(year.value(), month, day, year.next());
    }

    /** Whether the name of a month means a month here, although no other part of a date shows it. */
    private boolean standsAlone(int i) {
        Token month = tokens.at(i);
        return !Lexicon.DOUBTFUL.contains(month.word())
                || tokens.in(i - 1, BEFORE_MONTH)
                || tokens.is(i - 1, Kind.PORTION);
    }

    private boolean isMonth(int i) {
        Token token = tokens.at(i);
        return token.is(Kind.MONTH) && (token.capital() || !Lexicon.ALSO_WORDS.contains(token.word()));
    }

    /** The token after the name of a month, and after the period of a short name. */
    private int afterMonth(int i) {
        boolean period = tokens.is(i + 1, ".") && tokens.at(i + 1).glued() && !tokens.is(i + 2, Kind.END);
        boolean more = tokens.is(i + 2, Kind.NUMBER) || tokens.is(i + 2, Kind.ORDINAL) || tokens.is(i + 2, ",");
        return period && more ? i + 2 : i + 1;
    }

    private boolean isDay(int i) {
        Token token = tokens.at(i);
        boolean number = (token.is(Kind.NUMBER) && token.length() <= 2) || token.is(Kind.ORDINAL);
        return number && token.value() >= 1 && token.value() <= DAYS;
    }

    private boolean isClock(int i) {
        return tokens.is(i + 1, ":") || tokens.is(i + 1, "am") || tokens.is(i + 1, "pm");
    }

    /** "2023-05-07", "5/7/2023", "7.5.2023". */
    private @Nullable Parsed<Date> numeric(int i) {
        String separator = tokens.at(i + 1).word();
        boolean dated = separator.equals("-") || separator.equals("/") || separator.equals(".");
        if (!dated || !gluedNumber(i + 2) || !tokens.at(i + 1).glued() || gluedAfterNumber(i)) {
            return null;
        }
        boolean three = tokens.is(i + 3, separator) && tokens.at(i + 3).glued() && gluedNumber(i + 4);
        if (tokens.at(i).length() == YearGrammar.DIGITS) {
            return three ? yearFirst(i) : yearAndMonth(i, separator);
        }
        return three ? yearLast(i, separator) : null;
    }

    private boolean gluedNumber(int i) {
        return tokens.is(i, Kind.NUMBER) && tokens.at(i).glued();
    }

    /** Whether the number is the rest of a longer one: the 05 of "1.05/2". */
    private boolean gluedAfterNumber(int i) {
        return tokens.at(i).glued()
                && tokens.is(i - 2, Kind.NUMBER)
                && tokens.at(i - 1).glued();
    }

    private @Nullable Parsed<Date> yearFirst(int i) {
        return valid(
                tokens.at(i).value(), tokens.at(i + 2).value(), tokens.at(i + 4).value(), i + 5);
    }

    private @Nullable Parsed<Date> yearAndMonth(int i, String separator) {
        int month = tokens.at(i + 2).value();
        boolean whole = separator.equals("-")
                && tokens.at(i + 2).length() == 2
                && !tokens.at(i + 3).is("-");
        return whole && month >= 1 && month <= MONTHS
                ? new Parsed<>(new Date(tokens.at(i).value(), month, 0), i + 3)
                : null;
    }

    /**
     * With periods, the day is first, as in Europe. Otherwise the order is that of this grammar, if it gives a date.
     */
    private @Nullable Parsed<Date> yearLast(int i, String separator) {
        Token last = tokens.at(i + 4);
        boolean shortYear = last.length() == 2 && separator.equals("/");
        if (last.length() != YearGrammar.DIGITS && !shortYear) {
            return null;
        }
        int year = shortYear ? YearGrammar.ofTwoDigits(last.value()) : last.value();
        int first = tokens.at(i).value();
        int second = tokens.at(i + 2).value();
        boolean european = separator.equals(".") || first > MONTHS || (dayFirst && second <= MONTHS);
        return european ? valid(year, second, first, i + 5) : valid(year, first, second, i + 5);
    }

    /** A complete date, or null if there is no such day. */
    static @Nullable Parsed<Date> valid(int year, int month, int day, int next) {
        boolean valid = year >= YearGrammar.FIRST
                && year <= YearGrammar.LAST
                && month >= 1
                && month <= MONTHS
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return valid ? new Parsed<>(new Date(year, month, day), next) : null;
    }
}
