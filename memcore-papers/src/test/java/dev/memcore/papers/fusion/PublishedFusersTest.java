package dev.memcore.papers.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.spi.Fused;
import dev.memcore.spi.Fuser;
import dev.memcore.spi.SignalTable;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The fusers that only presets use: formulas, golden numbers, and what holds of every fuser. */
final class PublishedFusersTest {
    private static final List<String> NAMES = List.of("bm25.context", "dense.content", "speaker");

    @Property(tries = 300)
    void sharesAddUpToTheScoreAndScoresOrderTheRanking(@ForAll("tables") SignalTable table) {
        for (Fuser fuser : List.of(new LogOddsFusion(), new EntropyRoutedSum())) {
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
    void logOddsAddUpAroundTheMedianOfEachSignal() {
        SignalTable table = new SignalTable(
                List.of("bm25.context", "dense.content"), new double[][] {{2, 4, 6}, {0.5, 0.1, 0.3}}, 3);
        double deviation = Math.sqrt(8 / 3.0);
        List<Fused> ranking = new LogOddsFusion().fuse(table);
        assertEquals(List.of(2, 0, 1), ranking.stream().map(Fused::candidate).toList());
        // Candidate 2 is 2 above the one median and at the other; candidate 0 is as far above the one as below the
        // other.
        assertEquals(1 / (1 + Math.exp(-2 / deviation / Math.sqrt(2))), score(ranking, 2), 1e-12);
        assertEquals(1 / (1 + Math.exp(2 / deviation / Math.sqrt(2))), score(ranking, 1), 1e-12);
        assertEquals(0.5, score(ranking, 0), 1e-12);
    }

    @Test
    void noSingleSignalDecidesAlone() {
        double[] outlier = new double[1000];
        outlier[0] = 1_000_000;
        double[] agreeing = new double[1000];
        agreeing[1] = 0.9;
        agreeing[2] = 0.8;
        List<Fused> ranking = new LogOddsFusion()
                .fuse(new SignalTable(
                        List.of("bm25.context", "dense.content", "maxsim"),
                        new double[][] {outlier, agreeing, agreeing},
                        1000));
        assertEquals(1, ranking.getFirst().candidate());
        assertEquals(1 / (1 + Math.exp(-Math.log(99) / Math.sqrt(3))), score(ranking, 0), 1e-12);
    }

    private static double score(List<Fused> ranking, int candidate) {
        return ranking.stream()
                .filter(fused -> fused.candidate() == candidate)
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void theRouterWeightsSignalsAsMemGasCorrected() {
        SignalTable table = new SignalTable(List.of("dense.a", "dense.b", "dense.c", "dense.d"), SIMILARITIES, 4);
        Fused best = new EntropyRoutedSum().fuse(table).getFirst();
        double[] weights = {0.36336, 0.30934, 0, 0.32730};
        assertEquals(0, best.candidate());
        for (int signal = 0; signal < weights.length; signal++) {
            assertEquals(weights[signal], best.shares().get(signal), 5e-6, "the first is the best by each signal");
        }
    }

    @Test
    void asPublishedTheRouterWouldPunishWhatAnUnsureSignalPrefers() {
        double[] published = Arrays.stream(SIMILARITIES)
                .mapToDouble(sims -> 1 - Math.log(4) * (1 - EntropyRoutedSum.certainty(sims)))
                .toArray();
        double total = Arrays.stream(published).sum();
        double[] expected = {0.4414, 0.3502, -0.1721, 0.3805};
        for (int signal = 0; signal < expected.length; signal++) {
            assertEquals(expected[signal], published[signal] / total, 5e-5);
            assertTrue(EntropyRoutedSum.certainty(SIMILARITIES[signal]) >= 0);
        }
    }

    private static final double[][] SIMILARITIES = {
        {0.9, 0.1, 0.1, 0.1}, {0.8, 0.5, 0.2, 0.1}, {0.5, 0.5, 0.5, 0.5}, {0.7, 0.3, 0.2, 0.1}
    };

    @Property(tries = 300)
    void certaintyIsAShare(@ForAll @Size(max = 50) List<@DoubleRange(min = -1, max = 1) Double> values) {
        double certainty = EntropyRoutedSum.certainty(
                values.stream().mapToDouble(value -> value).toArray());
        assertTrue(certainty >= 0 && certainty <= 1, () -> "certainty " + certainty);
    }

    @Test
    void relevanceFusersLookAtRelevanceAlone() {
        for (Fuser fuser : List.of(new LogOddsFusion(), new EntropyRoutedSum())) {
            assertTrue(fuser.uses("bm25.context") && fuser.uses("dense.pair") && fuser.uses(Signals.MAXSIM));
            assertFalse(fuser.uses(Signals.SPEAKER) || fuser.uses(Signals.GRAPH) || fuser.uses(Signals.FEEDBACK));
        }
        SignalTable table = new SignalTable(List.of("maxsim", "speaker"), new double[][] {{1, 2}, {1, 0}}, 2);
        for (Fuser fuser : List.of(new LogOddsFusion(), new EntropyRoutedSum())) {
            Fused best = fuser.fuse(table).getFirst();
            assertEquals(1, best.candidate());
            assertEquals(0.0, best.shares().get(1));
        }
    }
}
