package dev.memcore.retrieval;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import dev.memcore.spi.Fuser;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Named ways to rank, for comparisons and for hosts that want another than the default. Each is what a published system does
 * with what this library has: without a language model, over the default {@link ContextViews}. A fuser decides which signals are
 * computed and, of the views, what is indexed.
 */
public enum RecallPreset {
    /** The defaults, with which a host begins. */
    PLAIN("plain", MinMaxWeightedSum.ofDefaults()),
    /** Relevance by ranks alone: {@link ReciprocalRankFusion}. */
    RRF("rrf", new ReciprocalRankFusion()),
    /** Relevance as evidence that adds up: {@link LogOddsFusion}. */
    LOG_ODDS("logOdds", new LogOddsFusion()),
    /** The entropy router of MemGAS: {@link EntropyRoutedSum}. Its granularities are the views; its graph and its language model are not here. */
    MEM_GAS("memGas", new EntropyRoutedSum()),
    /** Vectors, and a walk over the names that the candidates share: HippoRAG 2 without its language model. */
    HIPPO_RAG_2("hippoRag2", new MinMaxWeightedSum(Map.of("dense.content", 0.5, Signals.GRAPH, 0.5))),
    /** The untuned weights with which the project began: words in context, two vectors, the speaker. */
    PROTOTYPE("prototype", new MinMaxWeightedSum(Prototype.WEIGHTS)),
    /** The same, and .3 of pseudo-relevance feedback on vectors (Rocchio). */
    FEEDBACK("feedback", new MinMaxWeightedSum(Prototype.WITH_FEEDBACK));

    /** The prototype's weights, as docs/results.md has them; the constants of an enum cannot refer to its own static fields. */
    private static final class Prototype {
        static final Map<String, Double> WEIGHTS = Map.of(
                Signals.bm25(ContextViews.CONTEXT),
                0.5,
                Signals.dense(ContextViews.CONTENT),
                0.35,
                Signals.dense(ContextViews.PAIR),
                0.15,
                Signals.SPEAKER,
                0.06);

        static final Map<String, Double> WITH_FEEDBACK = Map.of(
                Signals.bm25(ContextViews.CONTEXT),
                0.5,
                Signals.dense(ContextViews.CONTENT),
                0.35,
                Signals.dense(ContextViews.PAIR),
                0.15,
                Signals.SPEAKER,
                0.06,
                Signals.FEEDBACK,
                0.3);
    }

    private final String label;
    private final Fuser fuser;

    RecallPreset(String label, Fuser fuser) {
        this.label = label;
        this.fuser = fuser;
    }

    /** Its name for people and configurations, as {@code hippoRag2}. */
    public String label() {
        return label;
    }

    /** How it makes one ranking out of several signals; what {@code Memcore.builder().fuser(...)} takes. */
    public Fuser fuser() {
        return fuser;
    }

    /**
     * The preset of a {@link #label()}.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if there is none
     */
    public static RecallPreset named(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new MemoryException(
                        ErrorCode.INVALID_ARGUMENT,
                        "no preset \"" + label + "\"; there are "
                                + Arrays.stream(values())
                                        .map(RecallPreset::label)
                                        .collect(Collectors.joining(", "))));
    }
}
