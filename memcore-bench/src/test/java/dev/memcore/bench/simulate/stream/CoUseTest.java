package dev.memcore.bench.simulate.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CoUseTest {
    @Test
    void aSessionHasSomeOfAGroupAndOneThatDoesNotBelong() {
        CoUse world = CoUse.of(3);
        assertEquals(CoUse.SESSIONS, world.sessions().size());
        for (List<Integer> session : world.sessions()) {
            Map<Integer, Integer> groups = new HashMap<>();
            session.forEach(record -> groups.merge(CoUse.group(record), 1, Integer::sum));
            assertEquals(
                    List.of(1, CoUse.USED), groups.values().stream().sorted().toList());
        }
    }

    /** So there is something to learn in the sessions: counting who was used with whom, two steps deep, finds it. */
    @Test
    void countsTwoStepsDeepFindTheGroup() {
        double recall = CoUse.of(3).recall(new Counts(), 5);
        assertTrue(recall >= 0.7, "recall@5 " + recall);
    }

    private static final class Counts implements CoUse.Association {
        private final double[][] counts = new double[CoUse.RECORDS][CoUse.RECORDS];

        @Override
        public void together(List<Integer> records) {
            records.forEach(one -> records.forEach(other -> counts[one][other]++));
        }

        @Override
        public List<Integer> related(int record, int limit) {
            double[] reached = new double[CoUse.RECORDS];
            for (int middle = 0; middle < CoUse.RECORDS; middle++) {
                double first = middle == record ? 1 : weight(record, middle);
                for (int other = 0; first > 0 && other < CoUse.RECORDS; other++) {
                    reached[other] += first * weight(middle, other);
                }
            }
            return IntStream.range(0, CoUse.RECORDS)
                    .filter(other -> other != record && reached[other] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer other) -> -reached[other]))
                    .limit(limit)
                    .toList();
        }

        private double weight(int from, int to) {
            return from == to || counts[from][from] == 0 ? 0 : counts[from][to] / counts[from][from];
        }
    }

    @Test
    void scenesAddUpToTheStream() {
        for (long seed = 0; seed < 20; seed++) {
            int[] lengths = SceneStream.lengths(new SplittableRandom(seed));
            assertEquals(SceneStream.SCENES, lengths.length);
            assertEquals(SceneStream.ITEMS, IntStream.of(lengths).sum());
            assertTrue(IntStream.of(lengths).min().orElseThrow() >= 1);
        }
    }
}
