package dev.memcore.consolidation.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Scopes;
import dev.memcore.spi.lifecycle.ValueFunction;
import dev.memcore.testkit.ListScopeView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ValuesTest {
    private static final Memory MEMORY = ListScopeView.memory(
            Scopes.id(1),
            Scopes.SCOPE,
            Scopes.NOW.minus(Duration.ofDays(4)),
            Observation.builder("Bob is vegetarian").importance(0.8).build());

    private static final Usage USED = new Usage(3, 2, 0, Scopes.NOW.minus(Duration.ofDays(2)));

    private static void assertValue(double expected, ValueFunction function, Usage usage) {
        assertEquals(expected, function.value(MEMORY, usage, Scopes.NOW), 1e-12);
    }

    @Test
    void recencyHalvesWithEachHalfLife() {
        assertValue(0.25, Values.recency(Duration.ofDays(2)), USED);
        assertValue(0.5, Values.recencyOfUse(Duration.ofDays(2)), USED);
        assertValue(0.25, Values.recencyOfUse(Duration.ofDays(2)), Usage.NONE);
        assertValue(0.5 + 0.5 * 0.5, Values.ageWeight(Duration.ofDays(2), 0.5), USED);
        Instant before = MEMORY.recordedAt().minusSeconds(1);
        assertEquals(1, Values.recency(Duration.ofDays(2)).value(MEMORY, USED, before), "the future counts as now");
    }

    @Test
    void generativeAgentsLoseAHalfOfAPercentEachHour() {
        Duration halfLife = Duration.ofMillis(Math.round(3_600_000 * Math.log(0.5) / Math.log(0.995)));
        assertEquals(Math.pow(0.995, 96), Values.recencyOfUse(halfLife).value(MEMORY, Usage.NONE, Scopes.NOW), 1e-9);
    }

    @Test
    void eachUseSlowsForgetting() {
        assertValue(Math.exp(-4), Values.forgettingCurve(), Usage.NONE);
        assertValue(Math.exp(-2 / 4.0), Values.forgettingCurve(), USED);
    }

    /** Golden values: computed step by step from the published formulas and parameters of FSRS-5. */
    @Test
    void eachUseMakesTheMemoryMoreStableByFsrs() {
        assertEquals(0.9, PowerForgetting.retrievability(3.173, 3.173), 1e-12);
        assertEquals(11.131259853438268, PowerForgetting.afterUse(3.173, 0.9), 1e-9);
        assertValue(0.8785104901107708, Values.powerForgetting(), Usage.NONE);
        assertValue(0.9732341717796721, Values.powerForgetting(), USED);
        Usage often = new Usage(1_000_000, 0, 0, USED.lastUsed());
        Usage hundred = new Usage(PowerForgetting.MOST_USES, 0, 0, USED.lastUsed());
        assertValue(Values.powerForgetting().value(MEMORY, hundred, Scopes.NOW), Values.powerForgetting(), often);
    }

    @Test
    void exponentialTermsFallToAnEthInTheirMean() {
        assertValue(Math.exp(-4), Values.exponential(Duration.ofDays(1)), USED);
        assertValue(Math.exp(-2), Values.exponentialOfUse(Duration.ofDays(1)), USED);
        assertValue(Math.exp(-4), Values.exponentialOfUse(Duration.ofDays(1)), Usage.NONE);
    }

    @Test
    void lengthIsThatOfTheTextOrOfWhatItWasMadeFrom() {
        assertValue(0.5, Values.length("Bob is vegetarian".length()), USED);
        assertValue(0.25, Values.parts(3), USED);
    }

    /** Golden values of Memp: 3 tried and 1 good, 2 and 0, 4 and 2. */
    @Test
    void theRateCountsOnceItIsProven() {
        assertValue(1 / 3.0, Values.provenRate(3), new Usage(3, 1, 2, Scopes.NOW));
        assertValue(1, Values.provenRate(3), new Usage(2, 0, 2, Scopes.NOW));
        assertValue(0.5, Values.provenRate(3), new Usage(4, 2, 2, Scopes.NOW));
        assertValue(1, Values.provenRate(3), new Usage(9, 1, 1, Scopes.NOW));
    }

    @Test
    void countsAndPartsAreTakenAsTheyAre() {
        assertValue(0.75, Values.frequency(1), USED);
        assertValue(0, Values.frequency(1), Usage.NONE);
        assertValue(0.6 + 0.4 * 0.75, Values.useWeight(1, 0.6), USED);
        assertValue(0.6, Values.useWeight(1, 0.6), Usage.NONE);
        assertValue(0.8, Values.importance(), USED);
        assertValue(0.75, Values.successRate(), USED);
        assertValue(0.5, Values.successRate(), Usage.NONE);
    }

    @Test
    void termsAreCombinedByMeanOrProduct() {
        ValueFunction sum =
                Values.weightedSum(new Values.Term(3, Values.importance()), new Values.Term(1, Values.frequency(3)));
        assertValue((3 * 0.8 + 0.5) / 4, sum, USED);
        assertValue(0.8 * 0.5, Values.product(Values.importance(), Values.frequency(3)), USED);
        assertValue(1, Values.product(), USED);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(MemoryException.class, () -> Values.recency(Duration.ZERO));
        assertThrows(MemoryException.class, () -> Values.ageWeight(Duration.ofDays(1), 1.5));
        assertThrows(MemoryException.class, () -> Values.frequency(0));
        assertThrows(MemoryException.class, () -> Values.useWeight(0, 0.5));
        assertThrows(MemoryException.class, () -> Values.useWeight(1, -0.1));
        assertThrows(MemoryException.class, Values::weightedSum);
        assertThrows(MemoryException.class, () -> new Values.Term(-1, Values.importance()));
        assertThrows(MemoryException.class, () -> new Heat(1, Double.NaN, 1, Duration.ofDays(1)));
    }
}
