package dev.memcore.retrieval.source;

import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.visibility.Candidates;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Pseudo-relevance feedback (Rocchio, "Relevance Feedback in Information Retrieval", 1971, without negative examples).
 * The best candidates of the first step are assumed to be relevant, and the query's vector is moved toward theirs. The
 * constants are those of the prototype in docs/research/results.md: the query + .15 x each of the top 3, all of unit
 * length. O(candidates).
 */
final class RelevanceFeedback {
    /** The number of best candidates that are assumed to be relevant. */
    private static final int BELIEVED = 3;

    /** The weight of each of their vectors, relative to the query's. */
    private static final double PULL = 0.15;

    private RelevanceFeedback() {}

    /**
     * Returns the cosine of the moved query and the vector of each candidate; NaN if it has none.
     *
     * @param best returns the given number of best candidates
     */
    static double[] values(DenseSource source, Candidates candidates, IntFunction<int[]> best) throws IOException {
        Set<Integer> believed = Arrays.stream(best.apply(BELIEVED)).boxed().collect(Collectors.toSet());
        float[] moved = new float[source.vector().length];
        add(source.vector(), 1, moved);
        source.forEachVector(candidates, (candidate, vector) -> {
            if (believed.contains(candidate)) {
                add(vector, PULL, moved);
            }
        });
        byte[] query = ByteVectors.of(moved, "of the query's feedback");
        return query == null ? candidates.row(Double.NaN) : source.values(candidates, query);
    }

    /** Adds a vector that is scaled to unit length and multiplied by the weight. */
    static void add(byte[] vector, double weight, float[] sum) {
        double squares = 0;
        for (byte component : vector) {
            squares += component * component;
        }
        for (int d = 0; d < sum.length; d++) {
            sum[d] += (float) (weight * vector[d] / Math.sqrt(squares));
        }
    }
}
