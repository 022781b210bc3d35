package dev.memcore.consolidation.summary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * LexRank (Erkan and Radev, LexRank: Graph-based Lexical Centrality as Salience in Text Summarization, 2004). The rank
 * of a sentence depends on the number and the ranks of the sentences similar to it. Two sentences are similar if their
 * idf-modified cosine exceeds {@value #THRESHOLD}. The ranks are the stationary distribution of a random walk that
 * follows such edges with probability {@value #DAMPING}, and otherwise jumps to any sentence. Maximal marginal
 * relevance reduces redundancy (Carbonell and Goldstein, 1998): {@code lambda rank - (1 - lambda) similarity to the
 * most similar chosen sentence}, with ranks divided by the greatest.
 *
 * <p>O(n^2) time and memory for n sentences.
 */
final class LexRank implements SentenceRanking {
    static final double THRESHOLD = 0.1;
    static final double DAMPING = 0.85;
    private static final double LAMBDA = 0.7;
    private static final double CONVERGED = 1e-9;
    private static final int MOST_STEPS = 200;

    @Override
    public Gain of(List<Sentence> sentences, WordCounts counts) {
        double[][] likeness = likeness(sentences, counts);
        double[] ranks = ranks(likeness);
        double greatest = Arrays.stream(ranks).max().orElse(1);
        double[] nearest = new double[ranks.length];
        return new Gain() {
            @Override
            public double of(int sentence) {
                return LAMBDA * ranks[sentence] / greatest - (1 - LAMBDA) * nearest[sentence];
            }

            @Override
            public void chose(int sentence) {
                for (int i = 0; i < nearest.length; i++) {
                    nearest[i] = Math.max(nearest[i], likeness[sentence][i]);
                }
            }
        };
    }

    /**
     * The similarity of each pair of sentences, in [0, 1]: the sum of tf tf' idf^2 over common words, divided by both
     * lengths.
     */
    static double[][] likeness(List<Sentence> sentences, WordCounts counts) {
        int n = sentences.size();
        List<Map<String, Integer>> words = sentences.stream()
                .map(sentence -> WordCounts.frequencies(sentence.text()))
                .toList();
        double[] lengths = new double[n];
        for (int i = 0; i < n; i++) {
            lengths[i] = Math.sqrt(product(words.get(i), words.get(i), counts));
        }
        double[][] likeness = new double[n][n];
        for (int i = 0; i < n; i++) {
            likeness[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double both = lengths[i] * lengths[j];
                double cosine = both == 0 ? 0 : product(words.get(i), words.get(j), counts) / both;
                likeness[i][j] = cosine;
                likeness[j][i] = cosine;
            }
        }
        return likeness;
    }

    private static double product(Map<String, Integer> one, Map<String, Integer> other, WordCounts counts) {
        double sum = 0;
        for (Map.Entry<String, Integer> word : one.entrySet()) {
            int there = other.getOrDefault(word.getKey(), 0);
            if (there > 0) {
                double rarity = counts.rarity(word.getKey());
                sum += (double) word.getValue() * there * rarity * rarity;
            }
        }
        return sum;
    }

    /** The stationary distribution, by power iteration; sums to 1. Each sentence has an edge to itself. */
    static double[] ranks(double[][] likeness) {
        int n = likeness.length;
        int[] degrees = new int[n];
        for (int i = 0; i < n; i++) {
            degrees[i] =
                    (int) Arrays.stream(likeness[i]).filter(l -> l > THRESHOLD).count();
        }
        double[] ranks = new double[n];
        Arrays.fill(ranks, 1.0 / n);
        double change = 1;
        for (int step = 0; step < MOST_STEPS && change > CONVERGED; step++) {
            double[] next = step(likeness, degrees, ranks);
            change = 0;
            for (int i = 0; i < n; i++) {
                change += Math.abs(next[i] - ranks[i]);
            }
            ranks = next;
        }
        return ranks;
    }

    private static double[] step(double[][] likeness, int[] degrees, double[] ranks) {
        int n = ranks.length;
        double[] next = new double[n];
        Arrays.fill(next, (1 - DAMPING) / n);
        for (int from = 0; from < n; from++) {
            double share = DAMPING * ranks[from] / degrees[from];
            for (int to = 0; to < n; to++) {
                if (likeness[from][to] > THRESHOLD) {
                    next[to] += share;
                }
            }
        }
        return next;
    }
}
