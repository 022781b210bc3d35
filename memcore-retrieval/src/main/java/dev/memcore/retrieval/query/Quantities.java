package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.date.TimeExpressions.TimeMention;
import dev.memcore.retrieval.query.date.Tokens;
import dev.memcore.retrieval.query.date.Tokens.Token;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads numbers with their units: "three dogs", "1,200 steps", "twenty-one", "eight hundred and fifty", "$50", "2.5 km". */
final class Quantities {
    private static final Map<String, Double> POWERS =
            Map.of("hundred", 1e2, "thousand", 1e3, "million", 1e6, "billion", 1e9);
    private static final int TWENTY = 20;
    private static final int TEN = 10;
    private static final int GROUP = 3;

    /** The maximum number of groups of three digits after the first digits of a number. */
    private static final int MOST_GROUPS = 4;

    private final Tokens tokens;

    Quantities(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The quantities of a text in order, with those that are part of a time. O(length). */
    static List<Question.Quantity> in(String text) {
        return new Quantities(new Tokens(text)).outside(List.of());
    }

    /** The quantities of the text in order, except those that are part of a time. */
    List<Question.Quantity> outside(List<TimeMention> times) {
        List<Question.Quantity> found = new ArrayList<>();
        int time = 0;
        for (int i = 0; i < tokens.size(); ) {
            int place = tokens.at(i).start();
            while (time < times.size() && times.get(time).end() <= place) {
                time++;
            }
            boolean timely = time < times.size() && times.get(time).start() <= place;
            Parsed<Question.Quantity> quantity = timely ? null : at(i);
            if (quantity != null) {
                found.add(quantity.value());
            }
            i = quantity == null ? i + 1 : quantity.next();
        }
        return List.copyOf(found);
    }

    private @Nullable Parsed<Question.Quantity> at(int i) {
        Parsed<Double> number = number(i);
        if (number == null) {
            return null;
        }
        boolean money = tokens.is(i - 1, "$") && tokens.at(i).glued();
        int unit = tokens.skip(number.next(), "-");
        boolean named = isUnit(unit);
        if (tokens.at(i).is("one") && !named) {
            return null;
        }
        String word = money ? "$" : named ? tokens.at(unit).word() : "";
        int next = named && !money ? unit + 1 : number.next();
        int start = tokens.at(money ? i - 1 : i).start();
        return new Parsed<>(new Question.Quantity(start, tokens.at(next - 1).end(), number.value(), word), next);
    }

    private boolean isUnit(int i) {
        Token token = tokens.at(i);
        boolean noun = token.is(Kind.WORD) && !token.isFunctionWord();
        return (!token.word().isEmpty() && (noun || token.is(Kind.UNIT))) || (token.is("%") && token.glued());
    }

    private @Nullable Parsed<Double> number(int i) {
        Token token = tokens.at(i);
        if (token.is(Kind.NUMBER)) {
            return scaled(digits(i));
        }
        return token.is(Kind.NUMBER_WORD) ? scaled(words(i)) : null;
    }

    /** "1,200,000", "2.5". */
    private Parsed<Double> digits(int i) {
        double value = tokens.at(i).value();
        int next = i + 1;
        for (int group = 0; group < MOST_GROUPS && isGroup(next); group++) {
            value = value * 1e3 + tokens.at(next + 1).value();
            next += 2;
        }
        boolean decimal = tokens.is(next, ".") && isGlued(next) && tokens.is(next + 1, Kind.NUMBER);
        if (!decimal) {
            return new Parsed<>(value, next);
        }
        Token fraction = tokens.at(next + 1);
        return new Parsed<>(value + fraction.value() / Math.pow(TEN, fraction.length()), next + 2);
    }

    private boolean isGroup(int comma) {
        Token group = tokens.at(comma + 1);
        return tokens.is(comma, ",") && isGlued(comma) && group.is(Kind.NUMBER) && group.length() == GROUP;
    }

    private boolean isGlued(int i) {
        return tokens.at(i).glued() && tokens.at(i + 1).glued();
    }

    private Parsed<Double> words(int i) {
        int value = tokens.at(i).value();
        int ones = tokens.skip(i + 1, "-");
        boolean compound = value >= TWENTY
                && tokens.is(ones, Kind.NUMBER_WORD)
                && tokens.at(ones).value() < TEN;
        return compound
                ? new Parsed<>((double) value + tokens.at(ones).value(), ones + 1)
                : new Parsed<>((double) value, i + 1);
    }

    private Parsed<Double> scaled(Parsed<Double> number) {
        Double power = POWERS.get(tokens.at(number.next()).word());
        if (power == null) {
            return number;
        }
        Parsed<Double> scaled = new Parsed<>(number.value() * power, number.next() + 1);
        int rest = tokens.skip(scaled.next(), "and");
        boolean more = tokens.is(rest, Kind.NUMBER_WORD) && tokens.at(rest).value() < power;
        Parsed<Double> below = more ? words(rest) : null;
        return below == null ? scaled : new Parsed<>(scaled.value() + below.value(), below.next());
    }

    /** A result, and the position of the token after it. */
    private record Parsed<T>(T value, int next) {}
}
