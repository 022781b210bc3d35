package dev.memcore.papers.fusion;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A fuser that adds evidence as log odds (Jeong, "Bayesian BM25" and "From Bayesian Inference to Neural Computation",
 * 2026; the {@code LogOddsFusionQuery} of Lucene). The value v of a signal becomes the probability 1 / (1 + exp(-(v -
 * m) / s)), where m is the median and s the standard deviation over the candidates of the query. So no signal needs a
 * configured scale. The log odds of n signals are added and divided by the square root of n. The score is the
 * corresponding probability. It orders candidates, but is not calibrated.
 *
 * <p>The probability of each signal is limited to [1 %, 99 %], so that no signal decides alone. If a signal has no
 * value for a candidate, its lowest value is used. The shares divide the score in proportion to the distance of each
 * signal's log odds from their minimum. They add up to it, apart from rounding. Uses only signals of relevance: {@code
 * bm25.*}, {@code dense.*} and {@code maxsim}.
 */
public final class LogOddsFusion implements Fuser {
    /** The log odds of 99 %. */
    private static final double MOST = Math.log(99);

    @Override
    public boolean uses(String signal) {
        return Signals.relevance(signal);
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        int signals = table.signals().size();
        double[][] evidence = new double[table.candidates()][signals];
        List<Integer> speaking = new ArrayList<>();
        for (int signal = 0; signal < signals; signal++) {
            if (uses(table.signals().get(signal)) && Signals.spreads(table, signal)) {
                speaking.add(signal);
                addLogOdds(table, signal, evidence);
            }
        }
        List<Fused> ranking = new ArrayList<>(table.candidates());
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            ranking.add(fused(candidate, evidence[candidate], speaking));
        }
        ranking.sort(Comparator.comparingDouble(fused -> -fused.score()));
        return ranking;
    }

    private static void addLogOdds(SignalTable table, int signal, double[][] evidence) {
        double[] sorted = Signals.values(table, signal).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        double deviation = deviation(sorted);
        for (int candidate = 0; candidate < evidence.length; candidate++) {
            double value = table.value(signal, candidate);
            double above = (Double.isNaN(value) ? sorted[0] : value) - median;
            evidence[candidate][signal] = deviation == 0 ? 0 : Math.clamp(above / deviation, -MOST, MOST);
        }
    }

    private static double deviation(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }

    private static Fused fused(int candidate, double[] evidence, List<Integer> speaking) {
        double sum = 0;
        for (int signal : speaking) {
            sum += evidence[signal];
        }
        int count = speaking.size();
        double score = count == 0 ? 0 : 1 / (1 + Math.exp(-sum / Math.sqrt(count)));
        double above = sum + MOST * count;
        List<Double> shares = new ArrayList<>(evidence.length);
        for (int signal = 0; signal < evidence.length; signal++) {
            boolean speaks = speaking.contains(signal);
            double part = above == 0 ? 1.0 / Math.max(1, count) : (evidence[signal] + MOST) / above;
            shares.add(speaks ? score * part : 0.0);
        }
        return new Fused(candidate, score, shares);
    }
}
