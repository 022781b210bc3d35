package dev.memcore.bench.harness;

import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.rerank.LinearReranker;
import dev.memcore.retrieval.rerank.MaximalMarginalRelevance;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Reranker;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rerankers that evaluations compare, by name. */
public enum SecondLook {
    /** No reranker, as in the defaults. */
    NONE("none"),
    /** Maximal marginal relevance over the words of the texts. */
    MMR("mmr"),
    /** Maximal marginal relevance over the vectors of the texts. */
    MMR_DENSE("mmrDense"),
    /** A linear model that learns from the evidence of each question after it was asked. */
    LINEAR("linear");

    /**
     * The weight of relevance against novelty: the larger of the two values in Carbonell and Goldstein (SIGIR 1998).
     */
    private static final double LAMBDA = 0.7;

    private final String label;

    SecondLook(String label) {
        this.label = label;
    }

    /**
     * Returns the reranker choice with a name.
     *
     * @throws BadInput if there is none
     */
    public static SecondLook named(String name) {
        return Arrays.stream(values())
                .filter(look -> look.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInput("no reranker \"" + name + "\"; there are "
                        + Arrays.stream(values()).map(look -> look.label).collect(Collectors.joining(", "))));
    }

    /** Its name on the command line. */
    public String label() {
        return label;
    }

    /** Whether an answer depends on the questions before it. */
    public boolean learns() {
        return this == LINEAR;
    }

    /** Returns an untrained reranker, or null for {@link #NONE}. */
    public @Nullable Reranker reranker(Embedder embedder) {
        return switch (this) {
            case NONE -> null;
            case MMR -> MaximalMarginalRelevance.byWords(LAMBDA);
            case MMR_DENSE -> MaximalMarginalRelevance.byMeaning(LAMBDA, embedder);
            case LINEAR -> LinearReranker.ofDefaults();
        };
    }
}
