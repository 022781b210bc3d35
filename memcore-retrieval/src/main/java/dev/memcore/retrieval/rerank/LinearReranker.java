package dev.memcore.retrieval.rerank;

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
 * Learns from which memories were used which signals to trust: the retrospective reflection of RMM (Tan et al., "In Prospect and
 * Retrospect", ACL 2025), with a linear model over signals in the place of its adapters over vectors. A memory's value is the score that the fusion
 * gave it + the sum of weight x standing over its signals, where the standing by a signal is 1 / log2(1 + rank), as nDCG discounts
 * ranks (Järvelin and Kekäläinen, 2002), and 0 without a rank. All weights are 0 at first, so the order is that of the fusion.
 *
 * <p>A host that knows what was used, by citations or by its user's word, says so, beside
 * {@link dev.memcore.api.MemorySpace#feedback}:
 *
 * <pre>{@code
 * LinearReranker reranker = LinearReranker.ofDefaults();
 * MemoryManager memory = Memcore.builder().reranker(reranker).build();
 * RecallResult found = memory.space(scope).recall(query);
 * reranker.learn(found.hits(), used);
 * }</pre>
 *
 * Each lesson is one step of REINFORCE (Williams, 1992): with P the softmax of the values at temperature .5, the weights move by
 * rate x the sum over the memories of (reward - .5) x the gradient of log P, the reward 1 for what was used and -1 for what was
 * not; never by more than {@value #LONGEST_STEP} in all, and no weight beyond {@value #GREATEST_WEIGHT}. What is never shown is never learnt
 * of: with {@link #exploring} the order is drawn by P rather than sorted by value, which shows users worse memories for the sake of learning.
 *
 * <p>One model serves all who recall through it: what one tenant uses moves the order of another's memories, though it carries no
 * word from one to the other. Who does not want that gives each tenant a store of its own.
 *
 * <p>Safe for any number of threads; lessons go one after another, in no certain order if taught by several threads. O(candidates x signals) a
 * recall, and times candidates a lesson. Deterministic, with a seeded generator also when exploring.
 */
public final class LinearReranker implements Reranker {
    /** How far a lesson moves the weights when nothing is said: {@value}. The 1e-3 of RMM is for thousands of parameters. */
    public static final double DEFAULT_RATE = 0.05;

    /** Of RMM. */
    private static final double TEMPERATURE = 0.5;

    /** Of RMM: between the reward of what was used, 1, and of what was not, -1. */
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

    /** One that has learnt nothing yet, learns at {@value #DEFAULT_RATE}, and does not explore. */
    public static LinearReranker ofDefaults() {
        return new LinearReranker(Map.of(), DEFAULT_RATE, null);
    }

    /**
     * One that goes on from these weights.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if one is not within [-10, 10]
     */
    public LinearReranker withWeights(Map<String, Double> weights) {
        return new LinearReranker(weights, rate, chance);
    }

    /**
     * One with a copy of these weights that learns at another rate.
     *
     * @param rate in (0, 1]
     */
    public LinearReranker withRate(double rate) {
        return new LinearReranker(weights, rate, chance);
    }

    /** One with a copy of these weights that draws the order by chance. The generator need not be thread-safe, if it is used here alone. */
    public LinearReranker exploring(RandomGenerator chance) {
        return new LinearReranker(weights, rate, chance);
    }

    /**
     * One that goes on from the weights that {@link #save} has kept, at the default rate, without exploring.
     *
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if the file cannot be read, {@link ErrorCode#FOREIGN_FILE} if it holds no
     *     weights
     */
    public static LinearReranker load(Path file) {
        return ofDefaults().withWeights(WeightFile.read(Arguments.present(file, "file")));
    }

    /**
     * Keeps the weights in a file, in place of one that is there; a reader finds the old ones or the new.
     *
     * @throws MemoryException {@link ErrorCode#IO_FAILED} if that fails
     */
    public void save(Path file) {
        WeightFile.write(Arguments.present(file, "file"), weights);
    }

    /** The weight of each signal of which it has learnt, in the order of their names; unmodifiable. */
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

    /** Sorting by value / temperature + such noise draws without replacement by the softmax (Kool, van Hoof and Welling, ICML 2019). */
    private static double gumbel(RandomGenerator chance) {
        return -Math.log(-Math.log(Math.max(Double.MIN_NORMAL, chance.nextDouble())));
    }

    /**
     * Takes one lesson.
     *
     * @param shown the hits of one recall, as they came; none: there is nothing to learn
     * @param used which of them were used; ids that are not among them are passed over
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

    /** By how much the value of each memory should grow. */
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

    /** The softmax of values at the temperature. */
    static double[] probabilities(double[] values) {
        double greatest = Arrays.stream(values).max().orElse(0);
        double[] powers = Arrays.stream(values)
                .map(value -> Math.exp((value - greatest) / TEMPERATURE))
                .toArray();
        double total = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / total).toArray();
    }

    /** The gradient of log P of one of them, by the values in units of the temperature: 1 - P for itself, -P for the others. */
    static double[] gradient(double[] probabilities, int chosen) {
        double[] gradient = Arrays.stream(probabilities).map(p -> -p).toArray();
        gradient[chosen] += 1;
        return gradient;
    }
}
