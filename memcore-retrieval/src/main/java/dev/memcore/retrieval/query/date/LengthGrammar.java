package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Lexicon.Unit;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Length;
import org.jspecify.annotations.Nullable;

/** Reads lengths of time: "three weeks", "a few days", "two and a half years", "2-3 months". */
final class LengthGrammar {
    /** The maximum number of digits of an amount. */
    private static final int MOST_DIGITS = 4;

    private static final int TWENTY = 20;
    private static final int TEN = 10;

    // The ranges that people mean by vague amounts, chosen wide: "a couple" may be three, "a few" two to five,
    // "several" up to seven.
    private static final Amount COUPLE = new Amount(2, 3);
    private static final Amount FEW = new Amount(2, 5);
    private static final Amount SEVERAL = new Amount(3, 7);
    private static final Amount ONE = new Amount(1, 1);

    private final Tokens tokens;

    LengthGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    private record Amount(int least, int most) {}

    /** The length that begins at the token. */
    @Nullable
    Parsed<Length> at(int i) {
        if (tokens.is(i, "half")) {
            return halfOf(i + 1);
        }
        Parsed<Amount> amount = amounts(i);
        return amount == null ? null : counted(amount);
    }

    private @Nullable Parsed<Length> counted(Parsed<Amount> amount) {
        int i = amount.next();
        boolean half = isHalf(i);
        Parsed<Unit> unit = unit(half ? i + 3 : i);
        if (unit == null) {
            return null;
        }
        boolean halfAfter = !half && isHalf(unit.next());
        return half || halfAfter
                ? halved(2 * amount.value().least() + 1, unit.value(), halfAfter ? unit.next() + 3 : unit.next())
                : new Parsed<>(new Length(amount.value().least(), amount.value().most(), unit.value()), unit.next());
    }

    private @Nullable Parsed<Length> halfOf(int i) {
        Parsed<Unit> unit = unit(tokens.is(i, "a") || tokens.is(i, "an") ? i + 1 : i);
        return unit == null ? null : halved(1, unit.value(), unit.next());
    }

    private boolean isHalf(int i) {
        return tokens.is(i, "and") && tokens.is(i + 1, "a") && tokens.is(i + 2, "half");
    }

    /** A number of half units, in a smaller unit. Null if people do not halve the unit. */
    private static @Nullable Parsed<Length> halved(int halves, Unit unit, int next) {
        return switch (unit) {
            case YEAR -> new Parsed<>(new Length(6 * halves, 6 * halves, Unit.MONTH), next);
            case DECADE -> new Parsed<>(new Length(5 * halves, 5 * halves, Unit.YEAR), next);
            case DAY -> new Parsed<>(new Length(12 * halves, 12 * halves, Unit.HOUR), next);
            case HOUR -> new Parsed<>(new Length(30 * halves, 30 * halves, Unit.MINUTE), next);
            case MONTH -> new Parsed<>(new Length(15 * halves, 15 * halves, Unit.DAY), next);
            default -> null;
        };
    }

    private @Nullable Parsed<Unit> unit(int i) {
        // "a decade-old parade" states an age, not a distance in time.
        boolean compound = tokens.is(i + 1, "-") && tokens.at(i + 1).glued();
        return tokens.is(i, Kind.UNIT) && !compound ? new Parsed<>(tokens.at(i).unit(), i + 1) : null;
    }

    /** One amount, or two: "2-3", "two or three". */
    private @Nullable Parsed<Amount> amounts(int i) {
        Parsed<Amount> first = amount(i);
        if (first == null) {
            return null;
        }
        int j = first.next();
        boolean another = tokens.is(j, "-") || tokens.is(j, "or") || tokens.is(j, "to");
        Parsed<Amount> second = another ? amount(j + 1) : null;
        return second == null || second.value().most() <= first.value().least()
                ? first
                : new Parsed<>(new Amount(first.value().least(), second.value().most()), second.next());
    }

    private @Nullable Parsed<Amount> amount(int i) {
        return switch (tokens.at(i).word()) {
            case "a", "an" -> vague(i + 1) == null ? new Parsed<>(ONE, i + 1) : vague(i + 1);
            case "few", "couple", "several" -> vague(i);
            default -> number(i);
        };
    }

    private @Nullable Parsed<Amount> vague(int i) {
        return switch (tokens.at(i).word()) {
            case "few" -> new Parsed<>(FEW, i + 1);
            case "couple" -> new Parsed<>(COUPLE, tokens.skip(i + 1, "of"));
            case "several" -> new Parsed<>(SEVERAL, i + 1);
            default -> null;
        };
    }

    private @Nullable Parsed<Amount> number(int i) {
        Token token = tokens.at(i);
        if (token.is(Kind.NUMBER)) {
            boolean fraction = token.glued() && (tokens.is(i - 1, ".") || tokens.is(i - 1, ","));
            return token.length() > MOST_DIGITS || fraction ? null : exactly(token.value(), i + 1);
        }
        return token.is(Kind.NUMBER_WORD) ? words(i) : null;
    }

    private @Nullable Parsed<Amount> words(int i) {
        int value = tokens.at(i).value();
        int ones = tokens.skip(i + 1, "-");
        boolean compound = value >= TWENTY
                && tokens.is(ones, Kind.NUMBER_WORD)
                && tokens.at(ones).value() < TEN;
        return compound ? exactly(value + tokens.at(ones).value(), ones + 1) : exactly(value, i + 1);
    }

    private static @Nullable Parsed<Amount> exactly(int value, int next) {
        return value < 1 ? null : new Parsed<>(new Amount(value, value), next);
    }
}
