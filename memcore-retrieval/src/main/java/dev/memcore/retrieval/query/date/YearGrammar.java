package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention.Precision;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Date;
import dev.memcore.retrieval.query.date.When.Years;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads years, decades and centuries: "2022", "'99", "the 1990s", "the 19th century". */
final class YearGrammar {
    /** How many digits a year has. */
    static final int DIGITS = 4;

    /** The first year that is read. */
    static final int FIRST = 1000;

    /** The last year that is read. */
    static final int LAST = 2999;

    // A number alone is a year only in this range. After a preposition like "in", which does not precede counts of
    // things, every number that can be read as a year is one.
    private static final int FIRST_BARE = 1900;
    private static final int LAST_BARE = 2040;

    private static final int PIVOT = 50;
    private static final int CENTURY = 100;
    private static final int DECADE = 10;
    private static final int LAST_CENTURY = 30;

    private static final Set<String> PREPOSITIONS = Set.of("in", "since", "until", "till", "during", "year", "circa");
    private static final Set<String> COUNTED = Set.of(
            "people", "men", "women", "children", "percent", "bucks", "more", "other", "of", "km", "kg", "m", "lb");
    private static final Set<String> NUMBERED = Set.of(
            "number", "no", "room", "route", "highway", "page", "flight", "version", "chapter", "than", "about",
            "over");
    private static final Set<String> NOT_PLURAL =
            Set.of("onwards", "afterwards", "always", "sometimes", "perhaps", "besides");
    private static final String OPENING = "([\"'-/~";

    private final Tokens tokens;

    YearGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The year of this century or the last one that two digits mean. */
    static int ofTwoDigits(int digits) {
        return digits < PIVOT ? 2 * DECADE * CENTURY + digits : FIRST_BARE + digits;
    }

    /** The year, decade or century that begins at the token. */
    @Nullable
    Parsed<? extends When> at(int i) {
        Parsed<? extends When> years = GrammarRules.longest(decade(i), century(i));
        return years == null ? year(i) : years;
    }

    /** The year that completes a date: "2023", ", 2023", "of 2023", "'23". */
    @Nullable
    Parsed<Integer> after(int i) {
        boolean joined = tokens.is(i, ",")
                || tokens.is(i, "of")
                || (tokens.is(i, ".") && tokens.at(i + 1).glued());
        int j = joined ? i + 1 : i;
        Token token = tokens.at(j);
        if (token.is("'") && isShortYear(j + 1)) {
            return new Parsed<>(ofTwoDigits(tokens.at(j + 1).value()), j + 2);
        }
        return isYear(j) && !isDecade(j) ? new Parsed<>(token.value(), j + 1) : null;
    }

    private boolean isShortYear(int i) {
        Token token = tokens.at(i);
        return token.is(Kind.NUMBER) && token.length() == 2 && token.glued();
    }

    private boolean isYear(int i) {
        Token token = tokens.at(i);
        return token.is(Kind.NUMBER) && token.length() == DIGITS && token.value() >= FIRST && token.value() <= LAST;
    }

    private @Nullable Parsed<Date> year(int i) {
        if (!isYear(i) || isPartOfNumber(i) || counts(i + 1)) {
            return null;
        }
        int year = tokens.at(i).value();
        boolean plausible = year >= FIRST_BARE && year <= LAST_BARE && !tokens.in(i - 1, NUMBERED);
        return plausible || tokens.in(i - 1, PREPOSITIONS) ? new Parsed<>(new Date(year, 0, 0), i + 1) : null;
    }

    private boolean isPartOfNumber(int i) {
        Token before = tokens.at(i - 1);
        Token after = tokens.at(i + 1);
        boolean glued = tokens.at(i).glued() && !(before.is(Kind.SYMBOL) && OPENING.contains(before.word()));
        boolean decimal = after.is(Kind.SYMBOL) && ".,:".contains(after.word()) && tokens.is(i + 2, Kind.NUMBER);
        return glued
                || isDatePart(before, i - 2)
                || isDatePart(after, i + 2)
                || (after.glued() && (after.is(Kind.WORD) || after.is("%") || decimal));
    }

    /** Whether the mark joins the year to another number of a date: the "-13" of "2023-13". */
    private boolean isDatePart(Token mark, int number) {
        boolean joins = mark.is("-") || mark.is("/");
        Token other = tokens.at(number);
        return joins && mark.glued() && other.is(Kind.NUMBER) && other.length() <= 2;
    }

    /** Whether the number before the token counts the token: "2000 bricks". */
    private boolean counts(int i) {
        Token next = tokens.at(i);
        boolean plural = next.is(Kind.WORD) && !next.capital() && next.word().endsWith("s");
        boolean adverb = NOT_PLURAL.contains(next.word()) || Lexicon.FUNCTION_WORDS.contains(next.word());
        return (plural && !adverb) || tokens.in(i, COUNTED) || next.is(Kind.UNIT);
    }

    /** "1990s", "the 90s", "'90s", "the nineties"; "1800s" is a century. */
    private @Nullable Parsed<Years> decade(int i) {
        int j = tokens.skip(tokens.skip(i, "the"), "'");
        Token token = tokens.at(j);
        boolean named = j > i || tokens.is(i - 1, "-") || tokens.is(i - 1, Kind.PORTION) || tokens.is(i - 1, "the");
        if (token.is(Kind.DECADE)) {
            return named ? years(token.value(), DECADE, j + 1) : null;
        }
        if (!isDecade(j)) {
            return null;
        }
        int next = tokens.skip(j + 1, "'") + 1;
        if (token.length() == DIGITS) {
            boolean century = token.value() % CENTURY == 0 && token.value() < 2 * FIRST;
            return years(token.value(), century ? CENTURY : DECADE, next);
        }
        int first = token.value() <= 2 * DECADE ? 2 * FIRST : FIRST_BARE;
        return named ? years(first + token.value(), DECADE, next) : null;
    }

    private boolean isDecade(int i) {
        Token token = tokens.at(i);
        int s = tokens.skip(i + 1, "'");
        boolean digits = token.is(Kind.NUMBER) && (isYear(i) || token.length() == 2);
        return digits
                && token.value() % DECADE == 0
                && tokens.is(s, "s")
                && tokens.at(s).glued();
    }

    private @Nullable Parsed<Years> century(int i) {
        int j = tokens.skip(i, "the");
        int next = tokens.skip(j + 1, "-");
        Token token = tokens.at(j);
        boolean century = token.is(Kind.ORDINAL) && tokens.is(next, "century") && token.value() <= LAST_CENTURY;
        return century && token.value() >= 2 ? years((token.value() - 1) * CENTURY, CENTURY, next + 1) : null;
    }

    private static Parsed<Years> years(int first, int count, int next) {
        return new Parsed<>(new Years(first, count, count == DECADE ? Precision.DECADE : Precision.CENTURY), next);
    }
}
