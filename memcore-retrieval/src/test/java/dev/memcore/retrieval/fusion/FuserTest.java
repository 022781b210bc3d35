package dev.memcore.retrieval.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class FuserTest {
    private static final List<String> NAMES = List.of("bm25.context", "dense.content", "speaker");

    @Property(tries = 300)
    void sharesAddUpToTheScoreAndScoresOrderTheRanking(@ForAll("tables") SignalTable table) {
        for (Fuser fuser : List.of(MinMaxWeightedSum.ofDefaults(), new ReciprocalRankFusion())) {
            List<Fused> ranking = fuser.fuse(table);
            assertEquals(
                    table.candidates(),
                    ranking.stream().map(Fused::candidate).distinct().count());
            for (int i = 0; i < ranking.size(); i++) {
                Fused fused = ranking.get(i);
                assertTrue(fused.score() >= 0 && fused.score() <= 1, () -> "score " + fused.score());
                assertEquals(
                        fused.score(),
                        fused.shares().stream().mapToDouble(d -> d).sum(),
                        1e-9);
                assertTrue(i == 0 || ranking.get(i - 1).score() >= fused.score());
            }
        }
    }

    @Provide
    Arbitrary<SignalTable> tables() {
        Arbitrary<Double> value = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.doubles().between(-1, 30)),
                Tuple.of(1, Arbitraries.just(0.0)),
                Tuple.of(1, Arbitraries.just(Double.NaN)));
        return Arbitraries.integers()
                .between(0, 20)
                .flatMap(candidates -> value.array(double[].class)
                        .ofSize(candidates)
                        .array(double[][].class)
                        .ofSize(NAMES.size())
                        .map(values -> new SignalTable(NAMES, values, candidates)));
    }

    @Test
    void theWeightedSumKeepsHowMuchBetterACandidateIs() {
        SignalTable table = new SignalTable(List.of("a", "b"), new double[][] {{10, 9, 0}, {0, 5, 5}}, 3);
        List<Fused> ranking = new MinMaxWeightedSum(Map.of("a", 0.5, "b", 0.5)).fuse(table);
        assertEquals(List.of(1, 0, 2), ranking.stream().map(Fused::candidate).toList());
        assertEquals(0.95, ranking.getFirst().score(), 1e-12);
        assertEquals(List.of(0.45, 0.5), ranking.getFirst().shares());
    }

    @Test
    void reciprocalRanksMatchThePapersFormula() {
        SignalTable table = new SignalTable(List.of("bm25.a", "dense.b"), new double[][] {{3, 2, 1}, {1, 2, 3}}, 3);
        List<Fused> ranking = new ReciprocalRankFusion().fuse(table);
        double best = (1 / 61.0 + 1 / 63.0) * 61 / 2;
        assertEquals(best, ranking.getFirst().score(), 1e-12);
        assertEquals(2 / 62.0 * 61 / 2, ranking.getLast().score(), 1e-12);
    }

    @Test
    void relevanceFusersLookAtRelevanceAlone() {
        Fuser fuser = new ReciprocalRankFusion();
        assertTrue(fuser.uses("bm25.context") && fuser.uses("dense.pair") && fuser.uses(Signals.MAXSIM));
        assertFalse(fuser.uses(Signals.SPEAKER) || fuser.uses(Signals.GRAPH) || fuser.uses(Signals.FEEDBACK));
    }

    @Test
    void aSignalThatTellsNothingLeavesItsWeightToTheOthers() {
        SignalTable table = new SignalTable(List.of("a", "b"), new double[][] {{2, 1}, {0, 0}}, 2);
        assertEquals(
                1.0,
                new MinMaxWeightedSum(Map.of("a", 0.2, "b", 0.8))
                        .fuse(table)
                        .getFirst()
                        .score());
    }

    @Test
    void aSignalCountsAsFarAsItIsReliable() {
        double[][] values = {{2, 1}, {0, 1}};
        MinMaxWeightedSum fuser = new MinMaxWeightedSum(Map.of("a", 0.4, "b", 0.6));
        assertEquals(0.6, score(fuser, values, 1, 1), 1e-12);
        assertEquals(0.4 / 0.7, score(fuser, values, 1, 0.5), 1e-12);
        assertEquals(1, score(fuser, values, 1, 0), 1e-12);
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> score(fuser, values, 1, wrong));
        }
        assertThrows(
                IllegalArgumentException.class, () -> new SignalTable(List.of("a", "b"), values, 2, new double[] {1}));
    }

    private static double score(Fuser fuser, double[][] values, double... reliabilities) {
        return fuser.fuse(new SignalTable(List.of("a", "b"), values, 2, reliabilities))
                .getFirst()
                .score();
    }

    @Test
    void weightsMustBeFiniteAndNotNegative() {
        assertThrows(MemoryException.class, () -> new MinMaxWeightedSum(Map.of("a", -0.1)));
        assertThrows(MemoryException.class, () -> new MinMaxWeightedSum(Map.of("a", Double.NaN)));
    }
}
