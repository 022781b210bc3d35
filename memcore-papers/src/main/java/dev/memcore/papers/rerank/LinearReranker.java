package dev.memcore.papers.rerank;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Recalled;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.spi.Reranker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A reranker that learns weights of signals from the memories that were used. It is the retrospective reflection of RMM
 * (Tan et al., "In Prospect and Retrospect", ACL 2025), with a linear model over signals instead of adapters over
 * vectors. A memory's value is the score that the fusion gave it + the sum of weight x standing over its signals. The
 * standing by a signal is 1 / log2(1 + rank), as nDCG discounts ranks (Järvelin and Kekäläinen, 2002), and 0 without a
 * rank. All weights are 0 at first, so the order is that of the fusion.
 *
 * <p>A host that knows which memories were used, for example from citations, reports them here in addition to {@link
 * dev.memcore.api.MemorySpace#feedback}:
 *
 * <pre>{@code
 * LinearReranker reranker = LinearReranker.ofDefaults();
 * MemoryManager memory = Memcore.builder().reranker(reranker).build();
 * RecallResult found = memory.space(scope).recall(query);
 * reranker.learn(found.hits(), used);
 * }</pre>
 *
 * Each lesson is one step of REINFORCE (Williams, 1992): with P the softmax of the values at temperature .5, the
 * weights move by rate x the sum over the memories of (reward - .5) x the gradient of log P, the reward 1 for used
 * memories and -1 for others. A step is limited to {@value #LONGEST_STEP} in total, and a weight to {@value
 * #GREATEST_WEIGHT}. The model learns nothing about memories that are never shown. With {@link #exploring} the order is
 * drawn from P instead of sorted by value, which also shows users less relevant memories.
 *
 * <p>All readers of a store share one model: the uses of one tenant affect the order of another tenant's memories,
 * although no content is shared. To avoid this, use a separate store for each tenant.
 *
 * <p>Safe for use by several threads; concurrent lessons are applied one after another, in any order. O(candidates x
 * signals) per recall, and O(candidates^2 x signals) per lesson. Deterministic, with a seeded generator also when
 * exploring.
 */
public final class LinearReranker implements Reranker {
    /** The default learning rate: {@value}. The 1e-3 of RMM is for thousands of parameters. */
    public static final double DEFAULT_RATE = 0.05;

    /** The temperature of RMM. */
    private static final double TEMPERATURE = 0.5;

    /** The baseline of RMM. It lies between the reward of used memories, 1, and of others, -1. */
    private static final double BASELINE = 0.5;

    private static final double LONGEST_STEP = 0.1;
    private static final double GREATEST_WEIGHT = 10;

    private final double rate;
    private final @Nullable RandomGenerator chance;
    private final ReentrantLock learning = new ReentrantLock();
    private final ReentrantLock drawing = new ReentrantLock();

    /** Replaced as a whole, so that a recall sees the weights of one moment. */
    private volatile Map<String, Double> weights;

    private LinearReranker(Map<String, Double> weights, double rate, @Nullable RandomGenerator chance) {
        if (!(rate > 0 && rate <= 1)) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "the rate must lie in (0, 1], but is " + rate);
        }
        weights.forEach((signal, weight) -> {
            if (!(Math.abs(weight) <= GREATEST_WEIGHT)) {
                throw MemoryException.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "the weight of " + signal + " must lie in [-" + GREATEST_WEIGHT + ", " + GREATEST_WEIGHT
                                + "], but is " + weight);
            }
        });
        this.weights = Collections.unmodifiableMap(new TreeMap<>(weights));
        this.rate = rate;
        this.chance = chance;
    }

    /** Returns an untrained reranker with the rate {@value #DEFAULT_RATE} and without exploration. */
    public static LinearReranker ofDefaults() {
        return new LinearReranker(Map.of(), DEFAULT_RATE, null);
    }

    /**
     * Returns a reranker that starts with these weights.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if one is not within [-10, 10]
     */
    public LinearReranker withWeights(Map<String, Double> weights) {
        return new LinearReranker(weights, rate, chance);
    }

    /**
     * Returns a reranker with a copy of these weights and another learning rate.
     *
     * @param rate in (0, 1]
     */
    public LinearReranker withRate(double rate) {
        return new LinearReranker(weights, rate, chance);
    }

    /**
     * Returns a reranker with a copy of these weights that draws the order at random. The generator need not be
     * thread-safe if only this reranker uses it.
     */
    public LinearReranker exploring(RandomGenerator chance) {
        return new LinearReranker(weights, rate, chance);
    }

    /**
     * Returns a reranker with the weights that {@link #save} wrote, with the default rate and without exploration.
     *
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if the file cannot be read, {@link ErrorCode#FOREIGN_FILE} if
     *     it holds no weights
     */
    public static LinearReranker load(Path file) {
        return ofDefaults().withWeights(WeightFile.read(Arguments.present(file, "file")));
    }

    /**
     * Writes the weights to a file and replaces an existing one atomically.
     *
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if that fails
     */
    public void save(Path file) {
        WeightFile.write(Arguments.present(file, "file"), weights);
    }

    /** The learnt weight of each signal, in the order of their names; unmodifiable. */
    public Map<String, Double> weights() {
        return weights;
    }

    @Override
    public double[] rerank(String question, List<Recalled> candidates) {
        double[] values = values(candidates, weights);
        if (chance != null) {
            drawing.lock();
            try {
                for (int i = 0; i < values.length; i++) {
                    values[i] += TEMPERATURE * gumbel(chance);
                }
            } finally {
                drawing.unlock();
            }
        }
        return values;
    }

    /**
     * Draws Gumbel noise. Sorting by value / temperature + noise draws without replacement by the softmax (Kool, van
     * Hoof and Welling, ICML 2019).
     */
    private static double gumbel(RandomGenerator chance) {
        return -Math.log(-Math.log(Math.max(Double.MIN_NORMAL, chance.nextDouble())));
    }

    /**
     * Learns from one recall.
     *
     * @param shown the hits of one recall, in their order; if empty, nothing is learnt
     * @param used which of them were used; other ids are ignored
     */
    public void learn(List<Recalled> shown, Set<MemoryId> used) {
        learning.lock();
        try {
            weights = moved(weights, direction(shown, used, weights));
        } finally {
            learning.unlock();
        }
    }

    private Map<String, Double> direction(List<Recalled> shown, Set<MemoryId> used, Map<String, Double> at) {
        double[] slopes = slopes(shown, used, probabilities(values(shown, at)));
        Map<String, Double> direction = new HashMap<>();
        for (int i = 0; i < slopes.length; i++) {
            for (Signal signal : shown.get(i).signals()) {
                direction.merge(signal.name(), rate * slopes[i] * standing(signal), Double::sum);
            }
        }
        direction.remove(Signals.RERANK);
        return direction;
    }

    /**
     * For the value of each memory, the sum over all memories of (reward - baseline) x the gradient of log P by that
     * value.
     */
    private static double[] slopes(List<Recalled> shown, Set<MemoryId> used, double[] probabilities) {
        double[] slopes = new double[probabilities.length];
        for (int i = 0; i < slopes.length; i++) {
            double reward = used.contains(shown.get(i).memory().id()) ? 1 : -1;
            double[] gradient = gradient(probabilities, i);
            for (int j = 0; j < slopes.length; j++) {
                slopes[j] += (reward - BASELINE) * gradient[j];
            }
        }
        return slopes;
    }

    private static Map<String, Double> moved(Map<String, Double> weights, Map<String, Double> direction) {
        double length = Math.sqrt(
                direction.values().stream().mapToDouble(part -> part * part).sum());
        double scale = length > LONGEST_STEP ? LONGEST_STEP / length : 1;
        Map<String, Double> moved = new TreeMap<>(weights);
        direction.forEach((signal, part) ->
                moved.merge(signal, scale * part, (a, b) -> Math.clamp(a + b, -GREATEST_WEIGHT, GREATEST_WEIGHT)));
        return Collections.unmodifiableMap(moved);
    }

    private static double[] values(List<Recalled> candidates, Map<String, Double> weights) {
        return candidates.stream()
                .mapToDouble(candidate -> value(candidate, weights))
                .toArray();
    }

    private static double value(Recalled candidate, Map<String, Double> weights) {
        double value = candidate.score();
        for (Signal signal : candidate.signals()) {
            boolean own = signal.name().equals(Signals.RERANK);
            value += own ? -signal.share() : weights.getOrDefault(signal.name(), 0.0) * standing(signal);
        }
        return value;
    }

    private static double standing(Signal signal) {
        return signal.rank() == 0 ? 0 : Math.log(2) / Math.log1p(signal.rank());
    }

    /** The softmax of the values at the temperature. */
    static double[] probabilities(double[] values) {
        double greatest = Arrays.stream(values).max().orElse(0);
        double[] powers = Arrays.stream(values)
                .map(value -> Math.exp((value - greatest) / TEMPERATURE))
                .toArray();
        double total = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / total).toArray();
    }

    /**
     * The gradient of log P of the chosen memory by all values, in units of the temperature: 1 - P for itself, -P for
     * the others.
     */
    static double[] gradient(double[] probabilities, int chosen) {
        double[] gradient = Arrays.stream(probabilities).map(p -> -p).toArray();
        gradient[chosen] += 1;
        return gradient;
    }
}
