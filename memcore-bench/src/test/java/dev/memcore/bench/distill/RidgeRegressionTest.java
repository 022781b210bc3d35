package dev.memcore.bench.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RidgeRegressionTest {
    private static final int PIECES = 30;
    private static final int DIMENSIONS = 4;

    @Test
    void theTableBehindTheSentencesIsFound() {
        Random random = new Random(7);
        float[] weights = weights(random);
        float[][] truth = table(random);
        MeanOperator means = new MeanOperator(sentences(random, PIECES), weights);

        float[][] found = new RidgeRegression(means, 1e-4f, 200).solve(means.apply(truth), table(random));

        for (int i = 0; i < PIECES; i++) {
            assertArrayEquals(truth[i], found[i], 0.02f, "piece " + i);
        }
    }

    @Test
    void aPieceInNoSentenceKeepsItsFirstVector() {
        Random random = new Random(8);
        MeanOperator means = new MeanOperator(sentences(random, PIECES - 1), weights(random));
        float[][] first = table(random);

        float[][] found = new RidgeRegression(means, 1, 20).solve(means.apply(table(random)), first);

        assertArrayEquals(first[PIECES - 1], found[PIECES - 1]);
    }

    private static List<long[]> sentences(Random random, int pieces) {
        return IntStream.range(0, 500)
                .mapToObj(i -> IntStream.range(0, 3 + random.nextInt(5))
                        .mapToLong(j -> random.nextInt(pieces))
                        .toArray())
                .toList();
    }

    private static float[] weights(Random random) {
        float[] weights = new float[PIECES];
        for (int i = 0; i < PIECES; i++) {
            weights[i] = 0.1f + random.nextFloat();
        }
        return weights;
    }

    private static float[][] table(Random random) {
        float[][] table = new float[PIECES][DIMENSIONS];
        for (float[] row : table) {
            for (int d = 0; d < DIMENSIONS; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        return table;
    }
}
