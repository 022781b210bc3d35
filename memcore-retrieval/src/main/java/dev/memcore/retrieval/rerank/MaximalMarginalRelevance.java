package dev.memcore.retrieval.rerank;

import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.text.TermAnalysis;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Reranker;
import dev.memcore.spi.TextCache;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ranks memories by relevance and novelty (Carbonell and Goldstein, "The Use of MMR", SIGIR 1998): the next memory is
 * always the one with the greatest lambda x score - (1 - lambda) x its greatest similarity to a memory placed before.
 * For hosts with a small budget and many similar memories. O(candidates squared). Only its embedder may cache texts.
 * Safe for use by several threads.
 */
public final class MaximalMarginalRelevance implements Reranker, TextCache {
    private final double lambda;
    private final Runnable clear;
    private final Likeness likeness;

    /** Computes the similarity of texts: a symmetric matrix of values in [0, 1]. */
    private interface Likeness {
        double[][] of(List<String> texts);
    }

    private MaximalMarginalRelevance(double lambda, Likeness likeness, Runnable clear) {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "lambda must lie in [0, 1], but is " + lambda);
        }
        this.lambda = lambda;
        this.likeness = likeness;
        this.clear = clear;
    }

    /**
     * Returns a reranker that compares texts by words: the cosine of the counts of stemmed words without stop words.
     *
     * @param lambda in [0, 1]; 1: relevance alone, the order stays as it is; 0: novelty alone
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is out of range
     */
    public static MaximalMarginalRelevance byWords(double lambda) {
        TermAnalysis analysis = new TermAnalysis();
        return new MaximalMarginalRelevance(
                lambda,
                texts -> byWords(texts.stream()
                        .map(text -> TermBag.of(analysis.terms(text)))
                        .toList()),
                () -> {});
    }

    /**
     * Returns a reranker that compares texts by their vectors: the cosine if it is positive, otherwise 0. Embeds all
     * candidates at each recall, so the embedder should be {@linkplain Embedder#quick() quick}, or a {@link
     * dev.memcore.retrieval.embed.CachingEmbedder}.
     *
     * @param lambda in [0, 1]; 1: relevance alone, the order stays as it is; 0: novelty alone
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is out of range
     */
    public static MaximalMarginalRelevance byMeaning(double lambda, Embedder embedder) {
        Arguments.present(embedder, "embedder");
        return new MaximalMarginalRelevance(
                lambda,
                texts -> byVectors(embedder.embed(texts, Embedder.Purpose.DOCUMENT)),
                () -> TextCache.clear(embedder));
    }

    /** Clears the embedder, if it caches texts. */
    @Override
    public void clear() {
        clear.run();
    }

    /**
     * Returns the marginal relevance of each candidate at the time of its placement. It never increases from place to
     * place.
     */
    @Override
    public double[] rerank(String question, List<Recalled> candidates) {
        double[][] alike = likeness.of(candidates.stream()
                .map(candidate ->
                        candidate.spans().isEmpty() ? candidate.memory().text() : String.join("\n", candidate.quotes()))
                .toList());
        double[] values = new double[candidates.size()];
        double[] known = new double[candidates.size()];
        boolean[] placed = new boolean[candidates.size()];
        for (int place = 0; place < values.length; place++) {
            int next = -1;
            for (int i = 0; i < values.length; i++) {
                if (!placed[i]) {
                    values[i] = lambda * candidates.get(i).score() - (1 - lambda) * known[i];
                    next = next == -1 || values[i] > values[next] ? i : next;
                }
            }
            placed[next] = true;
            for (int i = 0; i < values.length; i++) {
                known[i] = Math.max(known[i], alike[next][i]);
            }
        }
        return values;
    }

    private static double[][] byWords(List<TermBag> bags) {
        double[] lengths =
                bags.stream().mapToDouble(bag -> Math.sqrt(product(bag, bag))).toArray();
        double[][] alike = new double[lengths.length][lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            for (int j = 0; j <= i; j++) {
                double product = product(bags.get(i), bags.get(j));
                alike[i][j] = product == 0 ? 0 : Math.min(1, product / (lengths[i] * lengths[j]));
                alike[j][i] = alike[i][j];
            }
        }
        return alike;
    }

    private static double product(TermBag a, TermBag b) {
        double product = 0;
        for (Map.Entry<String, Integer> term : a.frequencies().entrySet()) {
            product += (double) term.getValue() * b.frequency(term.getKey());
        }
        return product;
    }

    private static double[][] byVectors(List<float[]> vectors) {
        List<double[]> units =
                vectors.stream().map(MaximalMarginalRelevance::unit).toList();
        double[][] alike = new double[units.size()][units.size()];
        for (int i = 0; i < alike.length; i++) {
            for (int j = 0; j < alike.length; j++) {
                double cosine = 0;
                for (int d = 0; d < units.get(i).length; d++) {
                    cosine += units.get(i)[d] * units.get(j)[d];
                }
                alike[i][j] = Math.clamp(cosine, 0, 1);
            }
        }
        return alike;
    }

    private static double[] unit(float[] vector) {
        double[] unit = new double[vector.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = vector[d];
        }
        double length = Math.sqrt(
                Arrays.stream(unit).map(component -> component * component).sum());
        return length == 0
                ? unit
                : Arrays.stream(unit).map(component -> component / length).toArray();
    }
}
