package dev.memcore.retrieval.fusion;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The default fuser: the score is the weighted mean of all signals. Every signal is scaled to [0, 1] over the
 * candidates, unless it has that scale already. On conversations this fuser has better recall than reciprocal rank
 * fusion, because it keeps the differences between values (docs/research/results.md).
 *
 * <p>A signal counts only if it has a positive value, or two different ones. A candidate without a value for a signal
 * gets no share from it. The shares add up to the score, except for rounding.
 */
public final class MinMaxWeightedSum implements Fuser {
    private static final MinMaxWeightedSum DEFAULTS = new MinMaxWeightedSum(Map.ofEntries(
            Map.entry(Signals.bm25(ContextViews.CONTEXT), 0.13),
            Map.entry(Signals.bm25(ContextViews.KEYS), 0.15),
            Map.entry(Signals.bm25(ContextViews.NGRAMS), 0.80),
            Map.entry(Signals.dense(ContextViews.CONTENT), 0.29),
            Map.entry(Signals.dense(ContextViews.KEYS), 0.29),
            Map.entry(Signals.MAXSIM, 0.08),
            Map.entry(Signals.KEY, 2.00),
            Map.entry(Signals.RARE, 0.12),
            Map.entry(Signals.SPEAKER, 0.12),
            Map.entry(Signals.PERSONAL, 0.06),
            Map.entry(Signals.TIME, 0.23),
            Map.entry(Signals.DURING, 0.80),
            Map.entry(Signals.RECENCY, 1.20),
            Map.entry(Signals.LATEST, 1.20),
            Map.entry(Signals.STATE, 1.20),
            Map.entry(Signals.STANDING, 0.20),
            Map.entry(Signals.TRAIL, 0.20),
            Map.entry(Signals.ORDER, 0.30),
            Map.entry(Signals.AGREED, 0.10),
            Map.entry(Signals.SESSION, 0.18),
            Map.entry(Signals.NEIGHBOUR, 0.10),
            Map.entry(Signals.EXCHANGE, 0.12),
            Map.entry(Signals.ANSWER, 0.12),
            Map.entry(Signals.CHAIN, 0.40),
            Map.entry(Signals.FACTS, 4.00)));

    private final Map<String, Double> weights;

    /**
     * Creates a fuser.
     *
     * @param weights the weight of each signal, finite and not negative; other signals have weight 0
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if a weight is out of range
     */
    public MinMaxWeightedSum(Map<String, Double> weights) {
        Arguments.present(weights, "weights").forEach((signal, weight) -> {
            Arguments.present(signal, "a signal");
            if (!(Arguments.present(weight, "the weight of " + signal) >= 0 && Double.isFinite(weight))) {
                throw MemoryException.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "the weight of " + signal + " must be finite and not negative, but is " + weight);
            }
        });
        this.weights = new TreeMap<>(weights);
    }

    /**
     * Returns a fuser with the weights that docs/research/results.md measures. If a signal is absent (no embedder, no
     * speaker), the others keep their proportions.
     */
    public static MinMaxWeightedSum ofDefaults() {
        return DEFAULTS;
    }

    /** Returns this fuser with another weight for a signal. */
    public MinMaxWeightedSum with(String signal, double weight) {
        Map<String, Double> changed = new TreeMap<>(weights());
        changed.put(signal, weight);
        return new MinMaxWeightedSum(changed);
    }

    /** The weight of each signal, in the order of their names; unmodifiable. */
    public Map<String, Double> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /**
     * Returns this fuser without a signal. The others keep their proportions.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if this fuser has no weight for the signal
     */
    public MinMaxWeightedSum without(String signal) {
        if (!weights.containsKey(signal)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT, "no weight for " + signal + ", only for " + weights.keySet());
        }
        Map<String, Double> others = new TreeMap<>(weights);
        others.remove(signal);
        return new MinMaxWeightedSum(others);
    }

    @Override
    public boolean uses(String signal) {
        return weights.getOrDefault(signal, 0.0) > 0;
    }

    @Override
    public List<Fused> fuse(SignalTable table) {
        double[][] shares = new double[table.candidates()][table.signals().size()];
        double total = forEachShare(table, (candidate, signal, share) -> shares[candidate][signal] = share);
        return Signals.ranked(shares, scale(total));
    }

    @Override
    public double[] scores(SignalTable table) {
        double[] sums = new double[table.candidates()];
        double total = forEachShare(table, (candidate, signal, share) -> sums[candidate] += share);
        for (int candidate = 0; candidate < sums.length; candidate++) {
            sums[candidate] = Math.min(1, sums[candidate] * scale(total));
        }
        return sums;
    }

    private static double scale(double total) {
        return total == 0 ? 1 : 1 / total;
    }

    /** Receives the share of a signal in the score of a candidate, before it is divided by the total weight. */
    private interface ShareSink {
        void add(int candidate, int signal, double share);
    }

    /** Passes each share to the sink, signal by signal. Returns the total weight of the signals that count. */
    private double forEachShare(SignalTable table, ShareSink sink) {
        double total = 0;
        for (int signal = 0; signal < table.signals().size(); signal++) {
            double weight = weights.getOrDefault(table.signals().get(signal), 0.0) * table.reliability(signal);
            if (weight > 0 && Signals.spreads(table, signal)) {
                total += weight;
                addStretched(table, signal, weight, sink);
            }
        }
        return total;
    }

    private static void addStretched(SignalTable table, int signal, double weight, ShareSink sink) {
        boolean absolute = Signals.ABSOLUTE.contains(table.signals().get(signal));
        double least = absolute ? 0 : Signals.least(table, signal);
        double range = absolute ? 1 : Signals.greatest(table, signal) - least;
        for (int candidate = 0; candidate < table.candidates(); candidate++) {
            double value = table.value(signal, candidate);
            if (!Double.isNaN(value)) {
                sink.add(candidate, signal, weight * (range == 0 ? 1 : Math.clamp((value - least) / range, 0, 1)));
            }
        }
    }
}
