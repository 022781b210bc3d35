package dev.memcore.papers;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.papers.fusion.EntropyRoutedSum;
import dev.memcore.papers.fusion.LogOddsFusion;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.ReciprocalRankFusion;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Fuser;
import java.util.Map;

/**
 * Named ways to rank, for comparisons and for hosts that want another than the default. Each is what a published system does
 * with what this library has: without a language model, over the default {@link ContextViews}. A fuser decides which signals are
 * computed and, of the views, what is indexed.
 */
public enum RecallPreset {
    /** The defaults, with which a host begins. */
    PLAIN("plain"),
    /** Relevance by ranks alone: {@link ReciprocalRankFusion}. */
    RRF("rrf"),
    /** Relevance as evidence that adds up: {@link LogOddsFusion}. */
    LOG_ODDS("logOdds"),
    /** The entropy router of MemGAS: {@link EntropyRoutedSum}. Its granularities are the views; its graph and its language model are not here. */
    MEM_GAS("memGas"),
    /** Vectors, and a walk over the names that the candidates share, in equal parts: HippoRAG 2 without its language model. */
    HIPPO_RAG_2("hippoRag2"),
    /** The defaults, and beside them from coarse to fine: .10 for windows of conversations, .20 for what gists were derived from. */
    COARSE("coarse"),
    /** The defaults, and beside them .10 for how near a memory is to one part of a question that has several. */
    CLAUSES("clauses"),
    /** The defaults, and beside them .60 for what links lead to from the best. */
    LINKS("links"),
    /** Stretches of conversations first, then the turns in them, in equal parts: HCAM, over windows of four turns. */
    HCAM("hcam"),
    /** Gists first, then what they were derived from, level by level, in equal parts: H-MEM without its language model. Needs gists. */
    H_MEM("hMem"),
    /** The untuned weights with which the project began: words in context, two vectors, the speaker. */
    PROTOTYPE("prototype"),
    /** The same, and .3 of pseudo-relevance feedback on vectors (Rocchio). */
    FEEDBACK("feedback");

    /** The prototype of docs/research/results.md. */
    private static final Map<String, Double> PROTOTYPES_WEIGHTS = Map.of(
            Signals.bm25(ContextViews.CONTEXT),
            0.5,
            Signals.dense(ContextViews.CONTENT),
            0.35,
            Signals.dense(ContextViews.PAIR),
            0.15,
            Signals.SPEAKER,
            0.06);

    private final String label;

    RecallPreset(String label) {
        this.label = label;
    }

    /** Its name for people and configurations, as {@code hippoRag2}. */
    public String label() {
        return label;
    }

    /** How it makes one ranking out of several signals; what {@code Memcore.builder().fuser(...)} takes. */
    public Fuser fuser() {
        return switch (this) {
            case PLAIN -> MinMaxWeightedSum.ofDefaults();
            case RRF -> new ReciprocalRankFusion();
            case LOG_ODDS -> new LogOddsFusion();
            case MEM_GAS -> new EntropyRoutedSum();
            case HIPPO_RAG_2 ->
                new MinMaxWeightedSum(Map.of(Signals.dense(ContextViews.CONTENT), 0.5, Signals.GRAPH, 0.5));
            case COARSE ->
                MinMaxWeightedSum.ofDefaults().with(Signals.UNIT, 0.10).with(Signals.GIST, 0.20);
            case CLAUSES -> MinMaxWeightedSum.ofDefaults().with(Signals.CLAUSE, 0.10);
            case LINKS -> MinMaxWeightedSum.ofDefaults().with(Signals.LINK, 0.60);
            case HCAM -> new MinMaxWeightedSum(Map.of(Signals.dense(ContextViews.CONTENT), 0.5, Signals.UNIT, 0.5));
            case H_MEM -> new MinMaxWeightedSum(Map.of(Signals.dense(ContextViews.CONTENT), 0.5, Signals.GIST, 0.5));
            case PROTOTYPE -> new MinMaxWeightedSum(PROTOTYPES_WEIGHTS);
            case FEEDBACK -> new MinMaxWeightedSum(PROTOTYPES_WEIGHTS).with(Signals.FEEDBACK, 0.3);
        };
    }

    /**
     * The preset of a {@link #label()}.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if there is none
     */
    public static RecallPreset named(String label) {
        return Labels.find(values(), RecallPreset::label, label);
    }
}
