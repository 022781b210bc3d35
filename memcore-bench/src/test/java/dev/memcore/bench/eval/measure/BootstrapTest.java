package dev.memcore.bench.eval.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.eval.measure.Bootstrap.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    @Test
    void oneConversationLeavesNothingToResample() {
        assertEquals(new Interval(0.5, 0.5), Bootstrap.of(List.of(new double[] {0, 1}), 1));
    }

    @Test
    void theIntervalHoldsTheMeanAndIsAsWideAsConversationsDiffer() {
        List<double[]> alike = List.of(new double[] {0.5}, new double[] {0.6}, new double[] {0.5}, new double[] {0.6});
        List<double[]> unlike = List.of(new double[] {0.1}, new double[] {1}, new double[] {0.1}, new double[] {1});
        Interval narrow = Bootstrap.of(alike, 1);
        Interval wide = Bootstrap.of(unlike, 1);
        assertTrue(narrow.low() <= 0.55 && 0.55 <= narrow.high(), narrow.toString());
        assertTrue(wide.low() <= 0.55 && 0.55 <= wide.high(), wide.toString());
        assertTrue(wide.high() - wide.low() > narrow.high() - narrow.low());
    }

    @Test
    void longConversationsWeighMore() {
        Interval interval = Bootstrap.of(List.of(new double[] {1}, new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0}), 1);
        assertEquals(new Interval(0, 1), interval);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        List<double[]> clusters = List.of(new double[] {0.1, 0.3}, new double[] {0.9}, new double[] {0.4, 0.5, 0.8});
        assertEquals(Bootstrap.of(clusters, 7), Bootstrap.of(clusters, 7));
        assertNotEquals(Bootstrap.of(clusters, 7), Bootstrap.of(List.of(new double[] {0.1}), 7));
    }
}
