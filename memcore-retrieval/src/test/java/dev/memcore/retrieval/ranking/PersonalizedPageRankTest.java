package dev.memcore.retrieval.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PersonalizedPageRankTest {
    private static final int ALICE = 0;
    private static final int BOB = 1;
    private static final int PARIS = 2;
    private static final int CAROL = 3;
    private static final int TEA = 4;
    private static final int P1 = 5;
    private static final int P2 = 6;
    private static final int P3 = 7;

    @Test
    void theToyGraphOfHippoRagHasItsMasses() {
        int[] from = {ALICE, BOB, CAROL, P1, P1, P2, P2, P3, P3};
        int[] to = {BOB, PARIS, TEA, ALICE, BOB, BOB, PARIS, CAROL, TEA};
        double[] reset = new double[8];
        reset[ALICE] = 1;
        reset[P1] = 0.05 * 1;
        reset[P2] = 0.05 * 0.2;
        reset[P3] = 0.05 * 0.4;
        double[] mass = PersonalizedPageRank.OF_HIPPORAG.of(new WeightedGraph(8, from, to, ones(9)), reset);
        assertEquals(0.53272, mass[ALICE], 5e-6);
        assertEquals(0.19630, mass[BOB], 5e-6);
        assertEquals(0.03395, mass[PARIS], 5e-6);
        assertEquals(0.18086, mass[P1], 5e-6);
        assertEquals(0.03765, mass[P2], 5e-6);
        assertEquals(0.01111, mass[P3], 5e-6);
        assertTrue(reset[P3] > reset[P2] && mass[P2] > mass[P3], "the walk puts the second step before the stranger");
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Any graph, as edges between its nodes, and any reset. */
    @SuppressWarnings("ArrayRecordComponent")
    record Walk(int[] from, int[] to, double[] weight, double[] reset) {
        WeightedGraph graph() {
            return new WeightedGraph(reset.length, from, to, weight);
        }
    }

    @Provide
    Arbitrary<Walk> walks() {
        return Arbitraries.integers().between(2, 12).flatMap(nodes -> {
            Arbitrary<int[]> ends = Arbitraries.integers()
                    .between(0, nodes - 1)
                    .array(int[].class)
                    .ofSize(20);
            Arbitrary<double[]> weights =
                    Arbitraries.doubles().between(0.1, 9).array(double[].class).ofSize(20);
            Arbitrary<double[]> resets =
                    Arbitraries.doubles().between(0.01, 1).array(double[].class).ofSize(nodes);
            return Combinators.combine(
                            ends, ends, weights, resets, Arbitraries.integers().between(0, 20))
                    .as((from, to, weight, reset, edges) -> walk(from, to, weight, reset, edges));
        });
    }

    private static Walk walk(int[] from, int[] to, double[] weight, double[] reset, int edges) {
        for (int edge = 0; edge < edges; edge++) {
            to[edge] = to[edge] == from[edge] ? (to[edge] + 1) % reset.length : to[edge];
        }
        return new Walk(Arrays.copyOf(from, edges), Arrays.copyOf(to, edges), Arrays.copyOf(weight, edges), reset);
    }

    @Property(tries = 300)
    void noMassIsLostOrMade(@ForAll("walks") Walk walk, @ForAll @DoubleRange(min = 0, max = 0.95) double damping) {
        double[] mass = new PersonalizedPageRank(damping, 1e-12, 1_000).of(walk.graph(), walk.reset());
        assertEquals(1, Arrays.stream(mass).sum(), 1e-9);
        assertTrue(Arrays.stream(mass).allMatch(part -> part > 0));
    }

    @Property(tries = 300)
    void theResultIsWhatAStepLeavesAsItIs(@ForAll("walks") Walk walk) {
        PersonalizedPageRank exact = PersonalizedPageRank.OF_HIPPORAG;
        double[] mass = exact.of(walk.graph(), walk.reset());
        double[][] dense = transitions(walk);
        double total = Arrays.stream(walk.reset()).sum();
        for (int node = 0; node < mass.length; node++) {
            double comes = 0;
            for (int other = 0; other < mass.length; other++) {
                comes += mass[other] * dense[other][node];
            }
            assertEquals(0.5 * walk.reset()[node] / total + 0.5 * comes, mass[node], 1e-9);
        }
    }

    /** The same walk as a full matrix: row-stochastic, rows without an edge being the reset. */
    private static double[][] transitions(Walk walk) {
        int nodes = walk.reset().length;
        double[][] dense = new double[nodes][nodes];
        for (int edge = 0; edge < walk.from().length; edge++) {
            dense[walk.from()[edge]][walk.to()[edge]] += walk.weight()[edge];
            dense[walk.to()[edge]][walk.from()[edge]] += walk.weight()[edge];
        }
        for (int node = 0; node < nodes; node++) {
            double degree = Arrays.stream(dense[node]).sum();
            double[] row = degree == 0 ? walk.reset() : dense[node];
            double total = Arrays.stream(row).sum();
            dense[node] = Arrays.stream(row).map(part -> part / total).toArray();
        }
        return dense;
    }

    @Test
    void withoutEdgesTheResultIsTheReset() {
        double[] mass = PersonalizedPageRank.OF_HIPPORAG.of(
                new WeightedGraph(3, new int[0], new int[0], new double[0]), new double[] {2, 0, 6});
        assertArrayEquals(new double[] {0.25, 0, 0.75}, mass, 1e-12);
    }

    @Test
    void theNumberOfStepsIsBounded() {
        WeightedGraph line = new WeightedGraph(3, new int[] {0, 1}, new int[] {1, 2}, ones(2));
        double[] mass = new PersonalizedPageRank(0.5, 1e-12, 1).of(line, new double[] {1, 0, 0});
        assertArrayEquals(new double[] {0.5, 0.5, 0}, mass, 1e-12, "one step reaches neighbours only");
    }

    @Test
    void whatIsNoWalkIsRefused() {
        assertThrows(MemoryException.class, () -> new PersonalizedPageRank(1, 1e-9, 10));
        assertThrows(MemoryException.class, () -> new PersonalizedPageRank(0.5, 0, 10));
        assertThrows(MemoryException.class, () -> new PersonalizedPageRank(0.5, 1e-9, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WeightedGraph(2, new int[] {0}, new int[] {2}, new double[] {1}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WeightedGraph(2, new int[] {0}, new int[] {1}, new double[] {-1}));
        WeightedGraph none = new WeightedGraph(2, new int[0], new int[0], new double[0]);
        assertThrows(
                IllegalArgumentException.class, () -> PersonalizedPageRank.OF_HIPPORAG.of(none, new double[] {0, 0}));
    }
}
