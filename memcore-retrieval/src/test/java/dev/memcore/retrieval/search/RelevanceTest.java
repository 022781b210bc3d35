package dev.memcore.retrieval.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RelevanceTest {
    @Test
    void itFallsWithTheScoreAndTheRankAndGrowsWithTheConfidence() {
        Relevance sure = new Relevance(0.8, 0.95, 0);
        assertTrue(sure.of(0.8, 1) > sure.of(0.7, 1));
        assertTrue(sure.of(0.7, 2) > sure.of(0.7, 3));
        assertTrue(sure.of(0.8, 1) > new Relevance(0.8, 0.2, 0).of(0.8, 1));
    }

    @Test
    void onlyTheShareOfTheBestScoreCounts() {
        assertEquals(new Relevance(0.8, 0.9, 0).of(0.4, 3), new Relevance(0.2, 0.9, 0).of(0.1, 3), 1e-12);
    }

    /** Golden value: -4.40 + 3.96 + 0.46 ln(9) = 0.5707. */
    @Test
    void theBestOfAConfidentRecallIsRelevantInHalfOfAllCases() {
        assertEquals(0.6389, new Relevance(1, 0.9, 0).of(1, 1), 1e-4);
    }

    @Test
    void theConfidenceByNgramsDoesNotCount() {
        assertEquals(new Relevance(1, 0.1, 1).of(1, 1), new Relevance(1, 0.9, 1).of(1, 1));
    }

    @Test
    void certaintyAndEmptinessAreFinite() {
        for (double confidence : new double[] {0, 1}) {
            double relevance = new Relevance(0, confidence, 0).of(0, 1);
            assertTrue(relevance > 0 && relevance < 1);
        }
    }
}
