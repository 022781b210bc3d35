package dev.memcore.retrieval.query.date;

import dev.memcore.retrieval.query.date.GrammarRules.Parsed;
import dev.memcore.retrieval.query.date.Tokens.Token.Kind;
import dev.memcore.retrieval.query.date.When.Clock;
import org.jspecify.annotations.Nullable;

/** Reads times of day: "4:04 pm", "7pm", "16:30", "noon". */
final class ClockGrammar {
    private static final int HALF_DAY = 12;
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private final Tokens tokens;

    ClockGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The time of day that begins at the token, without a day. */
    @Nullable
    Parsed<Clock> at(int i) {
        if (tokens.is(i, "noon") || tokens.is(i, "midnight")) {
            return new Parsed<>(new Clock(null, tokens.is(i, "noon") ? HALF_DAY : 0, Clock.UNSAID), i + 1);
        }
        return tokens.is(i, Kind.NUMBER) && tokens.at(i).length() <= 2 ? digits(i) : null;
    }

    private @Nullable Parsed<Clock> digits(int i) {
        boolean minutes = tokens.is(i + 1, ":")
                && tokens.at(i + 1).glued()
                && tokens.is(i + 2, Kind.NUMBER)
                && tokens.at(i + 2).length() == 2
                && tokens.at(i + 2).value() < MINUTES;
        int minute = minutes ? tokens.at(i + 2).value() : Clock.UNSAID;
        int next = minutes ? i + 3 : i + 1;
        int hour = tokens.at(i).value();
        int half = halfOfDay(next);
        if (half >= 0) {
            boolean valid = hour >= 1 && hour <= HALF_DAY;
            return valid ? clock(hour % HALF_DAY + half * HALF_DAY, minute, afterHalf(next)) : null;
        }
        return minutes && hour < HOURS ? clock(hour, minute, next) : null;
    }

    private static Parsed<Clock> clock(int hour, int minute, int next) {
        return new Parsed<>(new Clock(null, hour, minute), next);
    }

    /** 0 before noon, 1 after noon, -1 if the text does not say which. */
    private int halfOfDay(int i) {
        return switch (tokens.at(i).word()) {
            case "am" -> 0;
            case "pm" -> 1;
            case "a" -> dotted(i) ? 0 : -1;
            case "p" -> dotted(i) ? 1 : -1;
            default -> -1;
        };
    }

    private boolean dotted(int i) {
        return tokens.is(i + 1, ".")
                && tokens.is(i + 2, "m")
                && tokens.at(i + 2).glued();
    }

    private int afterHalf(int i) {
        return dotted(i) ? tokens.skip(i + 3, ".") : i + 1;
    }
}
