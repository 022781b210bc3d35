package dev.memcore.consolidation.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.age.SessionOrder;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Values of memories relative to the others of their scope: terms for {@link Valuation#weightedSum} and {@link
 * Valuation#product}. All count the active memories, including archived ones, so archiving changes no value. All but
 * {@link #telling} and {@link #recordedSince} are in [0, 1].
 */
public final class Valuations {
    private Valuations() {}

    /**
     * The information of a text: the sum of the inverse document frequencies of its ten rarest words (Sp&auml;rck
     * Jones, 1972). A word that occurs only in questions counts a quarter. From 0 to ten times ln(2 N + 2) for N
     * memories.
     */
    public static Valuation telling() {
        return Salience::over;
    }

    /**
     * One minus the greatest share of a text's words that one earlier memory also has: 1 for a text without shared
     * words, 0 for a text all of whose words occur in an earlier one. Each word is looked up in the latest 32 earlier
     * memories that have it, which bounds the cost of frequent words. A text that shares frequent words only with older
     * memories counts as new.
     */
    public static Valuation novelty() {
        return Novelty::over;
    }

    /**
     * The improbability of the words of a text among those of the scope. It is the mean of its five greatest {@code
     * -log((n + 1) / (N + V))}, divided by log(N + V), where n of the N words of the scope are this word, and V words
     * are distinct. It corresponds, without a language model, to the criterion by which SirLLM (Yao et al., 2024) keeps
     * tokens.
     */
    public static Valuation surprisal() {
        return Surprisal::over;
    }

    /**
     * {@code fading^n}, where n sessions have begun since a memory's own session, or since its recording if it has
     * none.
     */
    public static Valuation sessionDecay(double fading) {
        Arguments.unit(fading, "fading");
        return scope -> {
            SessionOrder sessions = SessionOrder.of(scope);
            return (memory, usage, now) -> Math.pow(fading, sessions.after(memory));
        };
    }

    /** {@code e^(-rate n)}, where n memories were recorded since: the age in turns instead of days. */
    public static Valuation ageDecay(double rate) {
        Arguments.notNegative(rate, "rate");
        return scope -> {
            RecordingOrder order = RecordingOrder.of(scope);
            return (memory, usage, now) -> Math.exp(-rate * order.after(memory.id()));
        };
    }

    /** The number of memories recorded since, including archived ones: 0 for the newest. */
    public static Valuation recordedSince() {
        return scope -> {
            RecordingOrder order = RecordingOrder.of(scope);
            return (memory, usage, now) -> order.after(memory.id());
        };
    }

    /**
     * The number of links that start or end at a memory, and of memories derived from it, divided by the greatest
     * number of any memory; 0 if there are none.
     */
    public static Valuation centrality() {
        return Centrality::over;
    }

    /** The share of the memories that have a lower value by another valuation; half of the equal ones are counted. */
    public static Valuation ranked(Valuation valuation) {
        Arguments.present(valuation, "valuation");
        return scope -> {
            ValueFunction value = valuation.over(scope);
            return mapped(value, Spread.of(value, scope)::rank);
        };
    }

    /** The value by another valuation, scaled so that the lowest is 0 and the highest 1; 1 if all are equal. */
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
