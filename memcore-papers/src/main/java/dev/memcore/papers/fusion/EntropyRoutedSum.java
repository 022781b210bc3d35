package dev.memcore.papers.fusion;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.Arrays;
import java.util.List;

/**
 * A weighted mean with weights that depend on the question: a signal that clearly prefers few candidates has a greater
 * weight. This follows the router of MemGAS (Xu et al., "Towards Multi-Granularity Memory Association and Selection for
 * Long-Term Conversational Agents", 2025). The values of a signal become a softmax at temperature .1. Its weight is
 * proportional to 1 - H / ln n, where H is the entropy of the softmax, and n is the number of candidates with a value.
 *
 * <p>The published form is 1 - H. But the entropy of n candidates can reach ln n, so from n = 3 on the weight of an
 * uncertain signal would be negative, and its best candidates would lose score. With the division by ln n, the weight
 * is in [0, 1], and is 0 for a signal that rates all candidates equally.
 *
 * <p>Similarities are not scaled for the softmax. {@code bm25.*} has no upper bound, so its values are divided by the
 * greatest. The score is the weighted mean of the signals, each scaled over the candidates to [0, 1]. The shares add up
 * to it, apart from rounding. Uses only signals of relevance: {@code bm25.*}, {@code dense.*} and {@code maxsim}. Needs
 * no configured weights.
 */
public final class EntropyRoutedSum implements Fuser {
    /** The temperature in the code of MemGAS. */
    private static final double TEMPERATURE = 0.1;

    @Override
    public boolean uses(String signal) {
        return Signals.relevance(signal);
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        int signals = table.signals().size();
        double[] certain = new double[signals];
        double[] speaking = new double[signals];
        for (int signal = 0; signal < signals; signal++) {
            if (uses(table.signals().get(signal)) && Signals.spreads(table, signal)) {
                speaking[signal] = 1;
                certain[signal] = certainty(similarities(table, signal));
            }
        }
        double[] weights = shared(Arrays.stream(certain).sum() > 0 ? certain : speaking);
        double[][] shares = new double[table.candidates()][signals];
        for (int signal = 0; signal < signals; signal++) {
            if (weights[signal] > 0) {
                addStretched(table, signal, weights[signal], shares);
            }
        }
        return Signals.ranked(shares, 1);
    }

    private static double[] similarities(SignalTable table, int signal) {
        double[] values = Signals.values(table, signal).toArray();
        double greatest = Signals.greatest(table, signal);
        boolean endless = table.signals().get(signal).startsWith("bm25.") && greatest > 0;
        return endless ? Arrays.stream(values).map(value -> value / greatest).toArray() : values;
    }

    /**
     * Returns how clearly the values prefer few candidates, in [0, 1]: 1 - H / ln n of their softmax; 0 for fewer than
     * two values. O(n).
     */
    static double certainty(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double greatest = Arrays.stream(values).max().orElseThrow();
        double total = 0;
        double weighted = 0;
        for (double value : values) {
            double exponent = (value - greatest) / TEMPERATURE;
            total += Math.exp(exponent);
            weighted += Math.exp(exponent) * exponent;
        }
        double entropy = Math.log(total) - weighted / total; // - sum p ln p, with ln p = exponent - ln total
        return Math.clamp(1 - entropy / Math.log(values.length), 0, 1);
    }

    /** Returns the values divided by their sum; zeros stay zeros. */
    static double[] shared(double[] certain) {
        double total = Arrays.stream(certain).sum();
        return Arrays.stream(certain).map(c -> total == 0 ? 0 : c / total).toArray();
    }

    private static void addStretched(SignalTable table, int signal, double weight, double[][] shares) {
        double least = Signals.least(table, signal);
        double range = Signals.greatest(table, signal) - least;
        for (int candidate = 0; candidate < shares.length; candidate++) {
            double value = table.value(signal, candidate);
            if (!Double.isNaN(value)) {
                shares[candidate][signal] = weight * (range == 0 ? 1 : (value - least) / range);
            }
        }
    }
}
