package dev.memcore.bench.distill;

import java.util.List;

/**
 * The linear map from a table of piece vectors to the vectors of sentences: each is the weighted mean of its pieces'. A
 * sparse matrix with a row per sentence and a column per piece.
 */
final class MeanOperator {
    private final int[][] pieces;
    private final float[][] shares;
    private final int vocabulary;

    /** Creates the map for sentences (with opening and closing ids, which do not count) and weights of pieces. */
    MeanOperator(List<long[]> sentences, float[] weights) {
        this.vocabulary = weights.length;
        this.pieces = new int[sentences.size()][];
        this.shares = new float[sentences.size()][];
        for (int s = 0; s < pieces.length; s++) {
            long[] ids = sentences.get(s);
            pieces[s] = new int[ids.length - 2];
            shares[s] = new float[ids.length - 2];
            float sum = 0;
            for (int i = 0; i < pieces[s].length; i++) {
                pieces[s][i] = (int) ids[i + 1];
                sum += weights[pieces[s][i]];
            }
            for (int i = 0; i < pieces[s].length; i++) {
                shares[s][i] = weights[pieces[s][i]] / sum;
            }
        }
    }

    /** Returns the vectors of the sentences for a table. */
    float[][] apply(float[][] table) {
        float[][] means = new float[pieces.length][table[0].length];
        for (int s = 0; s < pieces.length; s++) {
            for (int i = 0; i < pieces[s].length; i++) {
                Vectors.addScaled(means[s], table[pieces[s][i]], shares[s][i]);
            }
        }
        return means;
    }

    /** Applies the transposed map: each sentence's vector is distributed to its pieces by their shares. */
    float[][] applyTransposed(float[][] vectors) {
        float[][] table = new float[vocabulary][vectors[0].length];
        for (int s = 0; s < pieces.length; s++) {
            for (int i = 0; i < pieces[s].length; i++) {
                Vectors.addScaled(table[pieces[s][i]], vectors[s], shares[s][i]);
            }
        }
        return table;
    }
}
