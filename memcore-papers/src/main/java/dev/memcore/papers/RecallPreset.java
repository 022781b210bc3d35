package dev.memcore.papers;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.papers.fusion.EntropyRoutedSum;
import dev.memcore.papers.fusion.LogOddsFusion;
import dev.memcore.papers.fusion.PageRankRanking;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.ReciprocalRankFusion;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Fuser;
import java.util.Map;

/**
 * Named rankings, for comparisons and for hosts that need another ranking than the default. Most reproduce a published
 * system with the means of this library: without a language model, over the default {@link ContextViews}. The fuser
 * determines which signals are computed and which views are indexed.
 */
public enum RecallPreset {
    /** The default ranking. */
    PLAIN("plain"),
    /** Relevance by ranks alone: {@link ReciprocalRankFusion}. */
    RRF("rrf"),
    /** Relevance as the sum of evidence: {@link LogOddsFusion}. */
    LOG_ODDS("logOdds"),
    /**
     * The entropy router of MemGAS: {@link EntropyRoutedSum}. The views replace its granularities; its graph and its
     * language model are omitted.
     */
    MEM_GAS("memGas"),
    /**
     * HippoRAG 2 without its language model: {@link PageRankRanking}, a random walk over texts and the entities of their
     * facts, which the host extracts. Without facts, over the names in texts.
     */
    HIPPO_RAG_2("hippoRag2"),
    /** The defaults, plus coarse-to-fine signals: .10 for windows of conversations, .20 for the sources of gists. */
    COARSE("coarse"),
    /** The defaults, plus .10 for the similarity to one clause of a question that has several. */
    CLAUSES("clauses"),
    /** The defaults, plus .60 for memories that are linked to the best candidates. */
    LINKS("links"),
    /** HCAM: windows of four turns first, then the turns in them, in equal parts. */
    HCAM("hcam"),
    /**
     * H-MEM without its language model: gists first, then their sources, level by level, in equal parts. Needs gists.
     */
    H_MEM("hMem"),
    /** The untuned weights of the prototype: words in context, two vectors, the speaker. */
    PROTOTYPE("prototype"),
    /** The prototype, plus .3 of pseudo-relevance feedback on vectors (Rocchio). */
    FEEDBACK("feedback");

    /** The weights of the prototype in docs/research/results.md. */
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

    /** Returns the name for users and configurations, such as {@code hippoRag2}. */
    public String label() {
        return label;
    }

    /** Returns the fuser, which combines the signals into one ranking; for {@code Memcore.builder().fuser(...)}. */
    public Fuser fuser() {
        return switch (this) {
            case PLAIN -> MinMaxWeightedSum.ofDefaults();
            case RRF -> new ReciprocalRankFusion();
            case LOG_ODDS -> new LogOddsFusion();
            case MEM_GAS -> new EntropyRoutedSum();
            case HIPPO_RAG_2 -> new PageRankRanking();
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
     * Returns the preset with a {@link #label()}.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if there is none
     */
    public static RecallPreset named(String label) {
        return Labels.find(values(), RecallPreset::label, label);
    }
}
