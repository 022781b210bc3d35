package dev.memcore.papers.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.arithmetic.Vectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SamplersTest {
    private static final int TOPICS = 40;
    private static final int LENGTH = 16;

    /** A thousand memories of topics whose sizes follow Zipf's law; each has a tag of its topic, and a common one. */
    private static List<ReplayCandidate> zipf(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] centres = new double[TOPICS][];
        for (int i = 0; i < TOPICS; i++) {
            centres[i] = gaussian(random, 1);
        }
        List<ReplayCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int topic = topic(random);
            double[] vector = gaussian(random, 0.3);
            Vectors.add(vector, 1, centres[topic]);
            Set<String> tags = Set.of("common", "topic " + topic);
            candidates.add(new ReplayCandidate(new MemoryId(0, i), "" + topic, vector, tags));
        }
        return candidates;
    }

    private static int topic(SplittableRandom random) {
        double harmonic = 0;
        for (int i = 1; i <= TOPICS; i++) {
            harmonic += 1 / Math.pow(i, 1.5);
        }
        double left = random.nextDouble() * harmonic;
        int topic = 0;
        while (topic < TOPICS - 1) {
            left -= 1 / Math.pow(topic + 1.0, 1.5);
            if (left < 0) {
                return topic;
            }
            topic++;
        }
        return topic;
    }

    private static double[] gaussian(SplittableRandom random, double size) {
        double[] vector = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            vector[i] = size * random.nextGaussian();
        }
        return vector;
    }

    private static List<ReplaySampler> all() {
        double[] towards = new double[LENGTH];
        towards[0] = 1;
        return List.of(
                Samplers.reservoir(),
                Samplers.herding(),
                Samplers.similarTo(towards),
                Samplers.informative(),
                Samplers.balanced(),
                Samplers.farFrom(List.of(towards)));
    }

    @Test
    void eachChoosesAsManyAsAskedForAndAlwaysTheSame() {
        List<ReplayCandidate> candidates = zipf(1).subList(0, 60);
        for (ReplaySampler sampler : all()) {
            for (int k : new int[] {0, 1, 17, 60}) {
                List<ReplayCandidate> chosen = sampler.choose(candidates, k, 5);
                assertEquals(k, chosen.size());
                assertEquals(k, new HashSet<>(chosen).size());
                assertEquals(chosen, sampler.choose(candidates, k, 5));
                assertEquals(candidates.stream().filter(chosen::contains).toList(), chosen, "in order");
            }
            assertEquals(candidates, sampler.choose(candidates, 99, 5));
            assertEquals(List.of(), sampler.choose(List.of(), 3, 5));
            assertThrows(MemoryException.class, () -> sampler.choose(candidates, -1, 5));
        }
    }

    @Test
    void everyItemOfAStreamHasTheSameChance() {
        int n = 50;
        int k = 10;
        int runs = 5_000;
        long[] kept = new long[n];
        for (int run = 0; run < runs; run++) {
            Reservoir<Integer> reservoir = new Reservoir<>(k, run);
            for (int i = 0; i < n; i++) {
                reservoir.offer(i);
            }
            reservoir.sample().forEach(i -> kept[i]++);
            assertEquals(n, reservoir.seen());
        }
        double share = k / (double) n;
        double square = 0;
        for (long count : kept) {
            double surprise = count - runs * share;
            square += surprise * surprise / (runs * share * (1 - share));
        }
        // counts of one run exclude each other a little: (n - 1) / n of the sum has n - 1 degrees of freedom
        double chiSquare = square * (n - 1) / n;
        assertTrue(chiSquare < 74.92, "p < .01 at 49 degrees of freedom: " + chiSquare);
        assertTrue(chiSquare > 28.94, "p > .99: " + chiSquare);
    }

    @Test
    void theMeanOfTheHerdedTracksTheMeanOfAll() {
        List<ReplayCandidate> candidates = zipf(2);
        double[] mean = mean(candidates);
        double before = Double.POSITIVE_INFINITY;
        for (int k : new int[] {1, 10, 100}) {
            double herded =
                    Vectors.squaredDistance(mean, mean(Samplers.herding().choose(candidates, k, 0)));
            double drawn = 0;
            for (int seed = 0; seed < 20; seed++) {
                drawn += Vectors.squaredDistance(mean, mean(Samplers.reservoir().choose(candidates, k, seed))) / 20;
            }
            assertTrue(herded < drawn / 2, k + ": " + herded + " against " + drawn);
            assertTrue(herded < before);
            before = herded;
        }
    }

    private static double[] mean(List<ReplayCandidate> candidates) {
        double[] sum = new double[LENGTH];
        candidates.forEach(candidate -> Vectors.add(sum, 1, candidate.vector()));
        return Vectors.scaled(1.0 / candidates.size(), sum);
    }

    /** The share of topics of which something is replayed at a budget of a tenth, over ten streams. */
    private static double coverage(ReplaySampler sampler) {
        double sum = 0;
        for (int seed = 0; seed < 10; seed++) {
            List<ReplayCandidate> candidates = zipf(seed);
            sum += topics(sampler.choose(candidates, 100, seed)) / (double) topics(candidates);
        }
        return sum / 10;
    }

    private static int topics(List<ReplayCandidate> candidates) {
        return (int) candidates.stream().map(ReplayCandidate::topic).distinct().count();
    }

    @Test
    void oldTopicsAreCoveredBetterThanByChance() {
        double chance = coverage(Samplers.reservoir());
        double informative = coverage(Samplers.informative());
        double far = coverage(Samplers.farFrom(List.of(new double[LENGTH])));
        String all = "chance " + chance + ", informative " + informative + ", far " + far;
        assertTrue(informative >= chance + 0.03, all);
        assertTrue(far >= informative, all);
        assertTrue(far >= 0.99, all);
    }

    @Test
    void whatResemblesTheMatterAtHandComesMoreOften() {
        List<ReplayCandidate> candidates = zipf(3);
        double[] at = candidates.getFirst().vector();
        double like = meanCosine(Samplers.similarTo(at).choose(candidates, 50, 1), at);
        assertTrue(like > meanCosine(candidates, at) + 0.1);
    }

    private static double meanCosine(List<ReplayCandidate> candidates, double[] with) {
        return candidates.stream()
                .mapToDouble(candidate -> Vectors.cosine(candidate.vector(), with))
                .average()
                .orElseThrow();
    }

    @Test
    void whatIsFarFromTheMatterAtHandIsReplayedMore() {
        List<ReplayCandidate> two = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double[] vector = {i % 2 == 0 ? 1 : 3};
            two.add(new ReplayCandidate(new MemoryId(0, i), i % 2 == 0 ? "near" : "far", vector, Set.of()));
        }
        List<ReplayCandidate> chosen = Samplers.farFrom(List.of(new double[1])).choose(two, 20, 1);
        assertEquals(
                15, chosen.stream().filter(each -> each.topic().equals("far")).count());
    }

    @Test
    void noTopicTakesTheRoomOfAnother() {
        List<ReplayCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String topic = i < 2 ? "rare" : i < 12 ? "seldom" : "always";
            candidates.add(new ReplayCandidate(new MemoryId(0, i), topic, new double[] {i}, Set.of()));
        }
        ReplaySampler balanced = Samplers.balanced();
        assertEquals(List.of(2L, 7L, 7L), byTopic(balanced.choose(candidates, 16, 1)));
        assertEquals(List.of(2L, 10L, 20L), byTopic(balanced.choose(candidates, 32, 1)));
        assertTrue(
                balanced.choose(candidates, 16, 1).getLast().id().leastSignificant() > 20,
                "not the first ones of a topic");
    }

    private static List<Long> byTopic(List<ReplayCandidate> chosen) {
        return Stream.of("rare", "seldom", "always")
                .map(topic -> chosen.stream()
                        .filter(each -> each.topic().equals(topic))
                        .count())
                .toList();
    }

    @Test
    void wassersteinsDistance() {
        double[] a = {0, 1, 3};
        assertEquals(0, Wasserstein.between(a, new double[] {3, 0, 1}), 1e-15);
        assertEquals(5, Wasserstein.between(a, new double[] {5, 6, 8}), 1e-12);
        assertEquals(0.5, Wasserstein.between(new double[] {0, 1}, new double[] {0.5, 0.5, 0.5}), 1e-12);
        assertEquals(0.25, Wasserstein.between(new double[] {0, 1}, new double[] {0, 0, 1, 0}), 1e-12);
        assertEquals(2, Wasserstein.sliced(List.of(new double[] {1}), List.of(new double[] {3}), 4), 1e-12);
        assertThrows(MemoryException.class, () -> Wasserstein.between(a, new double[0]));
    }
}
