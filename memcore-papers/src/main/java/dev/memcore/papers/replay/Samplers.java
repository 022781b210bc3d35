package dev.memcore.papers.replay;

import dev.memcore.api.check.Arguments;
import dev.memcore.consolidation.arithmetic.Chance;
import dev.memcore.consolidation.arithmetic.Shares;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The implementations of {@link ReplaySampler}. */
public final class Samplers {
    private Samplers() {}

    /** Chooses each candidate with the same probability, as plain experience replay does: {@link Reservoir}. O(n). */
    public static ReplaySampler reservoir() {
        return (candidates, k, seed) -> {
            Reservoir<ReplayCandidate> reservoir = new Reservoir<>(k, seed);
            candidates.forEach(reservoir::offer);
            return inOrder(candidates, reservoir.sample());
        };
    }

    /**
     * Chooses candidates one by one so that their mean stays as near as possible to the mean of all; the first is the
     * most typical (herding: Welling, 2009; iCaRL, Rebuffi et al., 2017). Deterministic. O(n k d).
     */
    public static ReplaySampler herding() {
        return (candidates, k, seed) -> {
            Arguments.atLeast(k, 0, "k");
            return candidates.isEmpty() ? List.of() : inOrder(candidates, herd(candidates, k));
        };
    }

    private static List<ReplayCandidate> herd(List<ReplayCandidate> candidates, int k) {
        double[] mean = mean(candidates);
        double[] sum = new double[mean.length];
        List<ReplayCandidate> left = new ArrayList<>(candidates);
        List<ReplayCandidate> chosen = new ArrayList<>();
        while (chosen.size() < k && !left.isEmpty()) {
            // the best next vector is (n + 1) mean - sum
            double[] wanted = Vectors.scaled(chosen.size() + 1.0, mean);
            Vectors.add(wanted, -1, sum);
            ReplayCandidate next = left.stream()
                    .min(Comparator.comparingDouble(candidate -> Vectors.squaredDistance(candidate.vector(), wanted)))
                    .orElseThrow();
            left.remove(next);
            chosen.add(next);
            Vectors.add(sum, 1, next.vector());
        }
        return chosen;
    }

    private static double[] mean(List<ReplayCandidate> candidates) {
        double[] sum = new double[candidates.getFirst().vector().length];
        candidates.forEach(candidate -> Vectors.add(sum, 1, candidate.vector()));
        return Vectors.scaled(1.0 / candidates.size(), sum);
    }

    /**
     * Chooses at random, with a probability proportional to the cosine with a vector (0 if negative), so candidates
     * similar to the present subject are preferred. O(n d + n log n).
     */
    public static ReplaySampler similarTo(double[] vector) {
        double[] to = Arguments.present(vector, "vector").clone();
        return weighted(candidates -> candidate -> Math.max(0, Vectors.cosine(candidate.vector(), to)));
    }

    /**
     * Chooses at random, with a probability proportional to the information of the tags: the sum of their {@code ln(n /
     * n_tag)}, which is InsInfo of InsCL (Wang et al., 2024). So candidates with rare tags are preferred. O(n log n +
     * tags).
     */
    public static ReplaySampler informative() {
        return weighted(Samplers::information);
    }

    private static ToDoubleFunction<ReplayCandidate> information(List<ReplayCandidate> candidates) {
        Map<String, Integer> counts = new HashMap<>();
        candidates.forEach(candidate -> candidate.tags().forEach(tag -> counts.merge(tag, 1, Integer::sum)));
        double all = candidates.size();
        return candidate -> candidate.tags().stream()
                .sorted()
                .mapToDouble(tag -> Math.log(all / counts.getOrDefault(tag, 1)))
                .sum();
    }

    /**
     * Chooses from each topic a number proportional to its distance from the material being learned now (InsCL). The
     * distance is the {@linkplain Wasserstein#sliced sliced} Wasserstein distance. Within a topic, chooses like {@link
     * #informative()}. O(n log n) for each of the slices.
     *
     * @param current the vectors of the material being learned now, at least one
     */
    public static ReplaySampler farFrom(List<double[]> current) {
        Arguments.atLeast(Arguments.allPresent(current, "current").size(), 1, "the number of current vectors");
        List<double[]> now = List.copyOf(current);
        return ofEachTopic((topic, seed) -> Wasserstein.sliced(vectors(topic), now, seed), Samplers::information);
    }

    /**
     * Chooses the same number from each topic, or all if a topic has fewer; within a topic at random. So rare topics
     * are kept, as in the replay buffer of REMIND (Hayes et al., 2020), which drops a random item of the most frequent
     * class when it is full. REMIND's compressed codes are not needed, because vectors can be computed from the texts
     * again. O(n + k topics).
     */
    public static ReplaySampler balanced() {
        return ofEachTopic((topic, seed) -> 1, candidates -> candidate -> 1);
    }

    /** The weight of a topic. */
    private interface TopicWeight {
        double of(List<ReplayCandidate> topic, long seed);
    }

    private static ReplaySampler ofEachTopic(TopicWeight weight, Weighting within) {
        return (candidates, k, seed) -> {
            Arguments.atLeast(k, 0, "k");
            Map<String, List<ReplayCandidate>> topics = new LinkedHashMap<>();
            candidates.forEach(candidate -> topics.computeIfAbsent(candidate.topic(), topic -> new ArrayList<>())
                    .add(candidate));
            double[] weights = topics.values().stream()
                    .mapToDouble(topic -> weight.of(topic, seed))
                    .toArray();
            int[] sizes = topics.values().stream().mapToInt(List::size).toArray();
            int[] shares = Shares.inProportion(k, weights, sizes);
            ToDoubleFunction<ReplayCandidate> counts = within.of(candidates);
            List<ReplayCandidate> chosen = new ArrayList<>();
            int topic = 0;
            for (List<ReplayCandidate> of : topics.values()) {
                chosen.addAll(draw(of, counts, shares[topic], seed + topic));
                topic++;
            }
            return inOrder(candidates, chosen);
        };
    }

    private static List<double[]> vectors(List<ReplayCandidate> candidates) {
        return candidates.stream().map(ReplayCandidate::vector).toList();
    }

    /** The weights of candidates. */
    private interface Weighting {
        ToDoubleFunction<ReplayCandidate> of(List<ReplayCandidate> candidates);
    }

    private static ReplaySampler weighted(Weighting weighting) {
        return (candidates, k, seed) -> {
            Arguments.atLeast(k, 0, "k");
            return inOrder(candidates, draw(candidates, weighting.of(candidates), k, seed));
        };
    }

    private record Drawn(ReplayCandidate candidate, double key) {}

    /**
     * Draws without replacement, with probabilities proportional to weights: takes the greatest values of {@code ln(u)
     * / weight} (Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006). Candidates of weight 0 come
     * last.
     */
    private static List<ReplayCandidate> draw(
            List<ReplayCandidate> candidates, ToDoubleFunction<ReplayCandidate> weight, int k, long seed) {
        Chance chance = new Chance(seed);
        List<Drawn> drawn = new ArrayList<>();
        for (ReplayCandidate candidate : candidates) {
            double key = Math.log(1 - chance.nextDouble());
            double weighs = weight.applyAsDouble(candidate);
            drawn.add(new Drawn(candidate, weighs > 0 ? key / weighs : Double.NEGATIVE_INFINITY));
        }
        return drawn.stream()
                .sorted(Comparator.comparingDouble(Drawn::key).reversed())
                .limit(k)
                .map(Drawn::candidate)
                .toList();
    }

    private static List<ReplayCandidate> inOrder(List<ReplayCandidate> candidates, List<ReplayCandidate> chosen) {
        Set<ReplayCandidate> among = new HashSet<>(chosen);
        return candidates.stream().filter(among::contains).toList();
    }
}
