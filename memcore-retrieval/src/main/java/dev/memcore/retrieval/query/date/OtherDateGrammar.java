package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Date;
import java.time.Month;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as they are written in languages other than English: "4. März 2026", "4 de marzo", "mars 2026",
 * "2026年3月4日".
 */
final class OtherDateGrammar {
    private static final int DAYS = 31;
    private static final int MONTHS = 12;

    private static final Set<String> AFTER_DAY = Set.of(".", "er", "º", "°");
    private static final Set<String> OF = Set.of("de", "del");
    private static final Set<String> YEAR = Set.of("年", "년");
    private static final Set<String> MONTH_SIGN = Set.of("月", "월");
    private static final Set<String> DAY = Set.of("日", "号", "號", "일");

    /** Month names that are English words, too. They are months only if a year follows. */
    private static final Set<String> DOUBTFUL = Set.of("mars", "mart", "marts");

    private final Tokens tokens;

    OtherDateGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether a letter marks the number before it as a year, month or day. */
    static boolean isSign(char letter) {
        String sign = String.valueOf(letter);
        return YEAR.contains(sign) || MONTH_SIGN.contains(sign) || DAY.contains(sign);
    }

    /** The longest date that begins at the token. */
    @Nullable
    Parsed<? extends Date> at(int i) {
        return tokens.is(i, Kind.NUMBER) ? GrammarRules.longest(dayFirst(i), signed(i)) : monthAndYear(i);
    }

    private @Nullable Parsed<Date> dayFirst(int i) {
        int j = skip(skip(i + 1, AFTER_DAY), OF);
        int month = month(j);
        if (month == 0 || !isNumber(i, 1, DAYS)) {
            return null;
        }
        int day = tokens.at(i).value();
        Parsed<Integer> year = year(j + 1);
        if (year != null) {
            return DateGrammar.valid(year.value(), month, day, year.next());
        }
        boolean clear = MonthNames.of(tokens.at(j)) > 0
                && !DOUBTFUL.contains(tokens.at(j).word())
                && day <= Month.of(month).maxLength();
        return clear ? new Parsed<>(new Date(0, month, day), j + 1) : null;
    }

    private @Nullable Parsed<Date> monthAndYear(int i) {
        int month = MonthNames.of(tokens.at(i));
        Parsed<Integer> year = month == 0 ? null : year(i + 1);
        return year == null ? null : new Parsed<>(new Date(year.value(), month, 0), year.next());
    }

    /** A name in another language, or one that English shares with it. */
    private int month(int i) {
        Token token = tokens.at(i);
        return token.is(Kind.MONTH) ? token.value() : MonthNames.of(token);
    }

    private @Nullable Parsed<Integer> year(int i) {
        int j = skip(i, OF);
        return tokens.at(j).length() == YearGrammar.DIGITS && isNumber(j, YearGrammar.FIRST, YearGrammar.LAST)
                ? new Parsed<>(tokens.at(j).value(), j + 1)
                : null;
    }

    /** Reads numbers followed by signs: a complete date, a year, a year and a month, a month, or a month and a day. */
    private @Nullable Parsed<Date> signed(int i) {
        int year = tokens.at(i).length() == YearGrammar.DIGITS
                ? signedNumber(i, YEAR, YearGrammar.FIRST, YearGrammar.LAST)
                : 0;
        int j = year > 0 ? i + 2 : i;
        int month = signedNumber(j, MONTH_SIGN, 1, MONTHS);
        int day = month > 0 ? signedNumber(j + 2, DAY, 1, Month.of(month).maxLength()) : 0;
        int next = j + (month > 0 ? 2 : 0) + (day > 0 ? 2 : 0);
        if (year == 0 && month == 0) {
            return null;
        }
        return year > 0 && day > 0
                ? DateGrammar.valid(year, month, day, next)
                : new Parsed<>(new Date(year, month, day), next);
    }

    /** The number, or 0 if there is no such number with such a sign. */
    private int signedNumber(int i, Set<String> sign, int least, int most) {
        return isNumber(i, least, most) && tokens.in(i + 1, sign) ? tokens.at(i).value() : 0;
    }

    private boolean isNumber(int i, int least, int most) {
        Token token = tokens.at(i);
        return token.is(Kind.NUMBER) && token.value() >= least && token.value() <= most;
    }

    private int skip(int i, Set<String> words) {
        return tokens.in(i, words) ? i + 1 : i;
    }
}
