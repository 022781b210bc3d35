package dev.memcore.bench.eval.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RankedPrecisionTest {
    private static final List<String> RANKED = List.of("a", "b", "c", "d", "e");
    private static final double EXACT = 1e-12;

    @Test
    void averagePrecisionIsTheMeanOfThePrecisionsAtRelevantPlaces() {
        // a at 1: 1/1; c at 3: 2/3; z is not ranked: 0.
        assertEquals((1 + 2.0 / 3 + 0) / 3, RankedPrecision.average(RANKED, List.of("a", "c", "z")), EXACT);
        assertEquals(1.0, RankedPrecision.average(RANKED, List.of("b", "a")), EXACT);
        assertEquals(0.2, RankedPrecision.average(RANKED, List.of("e")), EXACT);
    }

    @Test
    void whatIsRankedOrJudgedTwiceCountsOnce() {
        assertEquals(1.0, RankedPrecision.average(List.of("a", "a", "b"), List.of("a", "a")), EXACT);
        assertEquals(1.0, RankedPrecision.normalisedGain(10, List.of("a", "a"), List.of("a", "a")), EXACT);
    }

    @Test
    void withoutRelevantDocumentsNothingIsGained() {
        assertEquals(0.0, RankedPrecision.average(RANKED, List.of()));
        assertEquals(0.0, RankedPrecision.normalisedGain(10, RANKED, List.of()));
        assertEquals(0.0, RankedPrecision.average(List.of(), List.of("a")));
    }

    @Test
    void gainIsDiscountedByTheLogarithmOfThePlace() {
        // b at 2: 1 / log2 3 = 0.63093; d at 4: 1 / log2 5 = 0.43068; best: 1 + 0.63093.
        assertEquals(0.650920, RankedPrecision.normalisedGain(10, RANKED, List.of("b", "d")), 1e-6);
        assertEquals(0.386852, RankedPrecision.normalisedGain(3, RANKED, List.of("b", "d")), 1e-6);
    }

    @Test
    void theBestRankingHasNoMoreThanKPlaces() {
        assertEquals(1.0, RankedPrecision.normalisedGain(2, RANKED, List.of("a", "b", "c", "d")), EXACT);
    }
}
