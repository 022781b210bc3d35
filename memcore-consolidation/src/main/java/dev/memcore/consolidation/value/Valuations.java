package dev.memcore.consolidation.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.age.SessionOrder;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * What memories are worth among the others of their scope: terms for {@link Valuation#weightedSum} and
 * {@link Valuation#product}. All count the memories in force, those in the archive among them, so that archiving changes no
 * value. All but {@link #telling} and {@link #recordedSince} lie in [0, 1].
 */
public final class Valuations {
    private Valuations() {}

    /**
     * What a text tells that the others do not: the sum of the inverse document frequencies of its ten rarest words
     * (Sp&auml;rck Jones, 1972); a word that stands only in questions counts a quarter. From 0 to ten times ln(2 N + 2) for
     * N memories.
     */
    public static Valuation telling() {
        return Salience::over;
    }

    /**
     * One minus the greatest share of a text's words that one earlier memory has, too: 1 for what shares no word, 0 for what
     * says nothing but what an earlier one said. A word is looked for in the latest 32 memories before that
     * have it, so that words that all have cost no more; what only shares such words with something long ago counts as new.
     */
    public static Valuation novelty() {
        return Novelty::over;
    }

    /**
     * How improbable the words of a text are among those of the scope: the mean of its five greatest {@code -log((n + 1) / (N +
     * V))}, where n of the N words of the scope are this one, and V words are different, divided by log(N + V). The analogue,
     * without a language model, of what SirLLM (Yao et al., 2024) keeps tokens by.
     */
    public static Valuation surprisal() {
        return Surprisal::over;
    }

    /** {@code fading^n}, where n sessions have begun since a memory's own, or since it was recorded, if it has none. */
    public static Valuation sessionDecay(double fading) {
        Arguments.unit(fading, "fading");
        return scope -> {
            SessionOrder sessions = SessionOrder.of(scope);
            return (memory, usage, now) -> Math.pow(fading, sessions.after(memory));
        };
    }

    /** {@code e^(-rate n)}, where n memories were recorded since: the age in turns rather than in days. */
    public static Valuation ageDecay(double rate) {
        Arguments.notNegative(rate, "rate");
        return scope -> {
            RecordingOrder order = RecordingOrder.of(scope);
            return (memory, usage, now) -> Math.exp(-rate * order.after(memory.id()));
        };
    }

    /** How many memories were recorded since, archived ones among them: 0 for the newest. */
    public static Valuation recordedSince() {
        return scope -> {
            RecordingOrder order = RecordingOrder.of(scope);
            return (memory, usage, now) -> order.after(memory.id());
        };
    }

    /** Links that start or end at a memory, and memories made from it, over the most that any memory has; 0 without any. */
    public static Valuation centrality() {
        return Centrality::over;
    }

    /** The share of the memories that are worth less by another valuation; of equal ones half counts as less. */
    public static Valuation ranked(Valuation valuation) {
        Arguments.present(valuation, "valuation");
        return scope -> {
            ValueFunction value = valuation.over(scope);
            return mapped(value, Spread.of(value, scope)::rank);
        };
    }

    /** The value by another valuation, stretched so that the lowest gets 0 and the highest 1; 1 if all are equal. */
    public static Valuation minMax(Valuation valuation) {
        Arguments.present(valuation, "valuation");
        return scope -> {
            ValueFunction value = valuation.over(scope);
            return mapped(value, Spread.of(value, scope)::stretched);
        };
    }

    private static ValueFunction mapped(ValueFunction value, DoubleUnaryOperator map) {
        return (memory, usage, now) -> map.applyAsDouble(value.value(memory, usage, now));
    }
}
