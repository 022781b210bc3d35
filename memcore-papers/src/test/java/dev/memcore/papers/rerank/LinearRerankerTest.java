package dev.memcore.papers.rerank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearRerankerTest {
    @TempDir
    Path directory;

    private static Recalled hit(int number, double score, String text, Signal... signals) {
        Memory memory = Memory.builder(id(number), Scope.of("acme", "alice"), Observation.of(text))
                .sequence(number)
                .recordedAt(Instant.EPOCH)
                .build();
        return new Recalled(memory, number, score, List.of(signals));
    }

    private static MemoryId id(int number) {
        return new MemoryId(7, number);
    }

    @Test
    void probabilitiesAndGradientAreThoseOfRmm() {
        double[] probabilities = LinearReranker.probabilities(new double[] {0.2, 0.1, 0});
        assertArrayEquals(new double[] {0.40176, 0.32893, 0.26931}, probabilities, 5e-6);
        assertArrayEquals(new double[] {0.59824, -0.32893, -0.26931}, LinearReranker.gradient(probabilities, 0), 5e-6);
    }

    @Property(tries = 200)
    void aGradientLeavesTheSumOfProbabilitiesAlone(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -5, max = 5) Double> values) {
        double[] probabilities = LinearReranker.probabilities(
                values.stream().mapToDouble(value -> value).toArray());
        double sum = 0;
        for (double part : LinearReranker.gradient(probabilities, values.size() - 1)) {
            sum += part;
        }
        assertEquals(0, sum, 1e-9);
    }

    /** Fifty candidates in an order of chance; five are useful, and one signal knows which. */
    private static List<Recalled> candidates(Random random) {
        Set<Integer> useful = new HashSet<>();
        while (useful.size() < 5) {
            useful.add(1 + random.nextInt(50));
        }
        List<Recalled> candidates = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            double noise = random.nextDouble();
            candidates.add(hit(
                    i,
                    0.2 * random.nextDouble(),
                    "memory " + i,
                    new Signal("hidden", useful.contains(i) ? 1 : 0, useful.contains(i) ? 1 : 6, 0),
                    new Signal("noise", noise, 1 + (int) (49 * noise), 0)));
        }
        return candidates;
    }

    private static Set<MemoryId> useful(List<Recalled> candidates) {
        Set<MemoryId> useful = new HashSet<>();
        for (Recalled candidate : candidates) {
            if (candidate.signals().getFirst().raw() == 1) {
                useful.add(candidate.memory().id());
            }
        }
        return useful;
    }

    private static List<Recalled> shown(LinearReranker reranker, List<Recalled> candidates, int count) {
        double[] values = reranker.rerank("", candidates);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .limit(count)
                .map(candidates::get)
                .toList();
    }

    /** Over questions that nothing is learnt from. */
    private static double recallAt5(LinearReranker learnt) {
        LinearReranker reranker = LinearReranker.ofDefaults().withWeights(learnt.weights());
        Random random = new Random(99);
        double found = 0;
        for (int question = 0; question < 40; question++) {
            List<Recalled> candidates = candidates(random);
            Set<MemoryId> useful = useful(candidates);
            found += shown(reranker, candidates, 5).stream()
                    .filter(hit -> useful.contains(hit.memory().id()))
                    .count();
        }
        return found / (40 * 5);
    }

    private static List<Double> recallWhileLearning(LinearReranker reranker, boolean feedback) {
        Random random = new Random(7);
        List<Double> recall = new ArrayList<>(List.of(recallAt5(reranker)));
        for (int step = 1; step <= 500; step++) {
            List<Recalled> candidates = candidates(random);
            List<Recalled> hits = shown(reranker, candidates, 10);
            if (feedback) {
                reranker.learn(hits, useful(candidates));
            }
            if (step % 100 == 0) {
                recall.add(recallAt5(reranker));
            }
        }
        return recall;
    }

    @Test
    void whatIsUsedIsFoundMoreAndMore() {
        for (LinearReranker reranker :
                List.of(LinearReranker.ofDefaults(), LinearReranker.ofDefaults().exploring(new Random(1)))) {
            List<Double> recall = recallWhileLearning(reranker, true);
            assertEquals(0.1, recall.getFirst(), 0.1);
            assertTrue(recall.getLast() > 0.95, recall::toString);
            for (int i = 1; i < recall.size(); i++) {
                assertTrue(recall.get(i) >= recall.get(i - 1), recall::toString);
            }
            assertTrue(
                    reranker.weights().getOrDefault("hidden", 0.0)
                            > 3 * Math.abs(reranker.weights().getOrDefault("noise", 0.0)),
                    () -> reranker.weights().toString());
        }
    }

    @Test
    void withoutFeedbackNothingChanges() {
        List<Double> recall = recallWhileLearning(LinearReranker.ofDefaults(), false);
        assertEquals(1, new HashSet<>(recall).size(), recall::toString);
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        List<Map<String, Double>> learnt = new ArrayList<>();
        for (int seed : new int[] {3, 3, 4}) {
            LinearReranker reranker = LinearReranker.ofDefaults().exploring(new Random(seed));
            recallWhileLearning(reranker, true);
            learnt.add(reranker.weights());
        }
        assertEquals(learnt.get(0), learnt.get(1));
        assertNotEquals(learnt.get(0), learnt.get(2));
    }

    @Test
    void untaughtItKeepsTheOrderOfTheFusion() {
        List<Recalled> candidates = candidates(new Random(5));
        assertArrayEquals(
                candidates.stream().mapToDouble(Recalled::score).toArray(),
                LinearReranker.ofDefaults().rerank("", candidates),
                0);
    }

    @Test
    void aHitThatItMovedBeforeIsJudgedByItsScoreBeforeThat() {
        Recalled moved = hit(1, 0.9, "moved", new Signal("rerank", 3, 1, 0.25));
        LinearReranker reranker = LinearReranker.ofDefaults();
        assertArrayEquals(new double[] {0.65}, reranker.rerank("", List.of(moved)), 1e-12);
        reranker.learn(List.of(moved, hit(2, 0.1, "other")), Set.of(id(1)));
        assertEquals(Map.of(), reranker.weights(), "its own word teaches it nothing");
    }

    @Test
    void aLessonIsBounded() {
        LinearReranker reranker = LinearReranker.ofDefaults().withRate(1);
        List<Recalled> candidates = candidates(new Random(5));
        for (int lesson = 0; lesson < 2_000; lesson++) {
            Map<String, Double> before = new TreeMap<>(reranker.weights());
            reranker.learn(candidates, useful(candidates));
            double squares = 0;
            for (Map.Entry<String, Double> weight : reranker.weights().entrySet()) {
                double change = weight.getValue() - before.getOrDefault(weight.getKey(), 0.0);
                squares += change * change;
                assertTrue(Math.abs(weight.getValue()) <= 10);
            }
            assertTrue(Math.sqrt(squares) <= 0.1 + 1e-9, () -> "a step to " + reranker.weights());
        }
    }

    @Test
    void nothingShownTeachesNothing() {
        LinearReranker reranker = LinearReranker.ofDefaults();
        reranker.learn(List.of(), Set.of(id(1)));
        assertEquals(Map.of(), reranker.weights());
    }

    @Test
    void weightsSurviveInAFile() {
        Path file = directory.resolve("weights");
        LinearReranker reranker = LinearReranker.ofDefaults().withWeights(Map.of("a b", 0.1 + 0.2, "c", -1e-9));
        reranker.save(file);
        reranker.save(file);
        assertEquals(reranker.weights(), LinearReranker.load(file).weights());
    }

    @Test
    void whatHoldsNoWeightsIsRefused() throws IOException {
        Path file = directory.resolve("weights");
        assertEquals(ErrorCode.IO_FAILED, code(file));
        for (String content : List.of("", "weights", "memcore weights 1\n0.1", "memcore weights 1\nx a")) {
            Files.writeString(file, content);
            assertEquals(ErrorCode.FOREIGN_FILE, code(file), content);
        }
        Files.write(file, new byte[] {-1, -2, -3});
        assertEquals(ErrorCode.FOREIGN_FILE, code(file));
        Files.writeString(file, "memcore weights 1\n11.0 a\n");
        assertEquals(ErrorCode.INVALID_ARGUMENT, code(file));
        assertEquals(
                ErrorCode.IO_FAILED,
                assertThrows(
                                MemoryException.class,
                                () -> LinearReranker.ofDefaults().save(directory.resolve("none/weights")))
                        .code());
    }

    private static ErrorCode code(Path file) {
        return assertThrows(MemoryException.class, () -> LinearReranker.load(file))
                .code();
    }

    @Test
    void theRateIsBounded() {
        LinearReranker reranker = LinearReranker.ofDefaults();
        assertThrows(MemoryException.class, () -> reranker.withRate(0));
        assertThrows(MemoryException.class, () -> reranker.withRate(1.5));
        assertThrows(MemoryException.class, () -> reranker.withWeights(Map.of("a", Double.NaN)));
    }
}
