package dev.memcore.retrieval.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.spi.SignalTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfidenceTest {
    private static SignalTable table(double maxsim, double cosine) {
        return new SignalTable(
                List.of("maxsim", "dense.content"), new double[][] {{0, maxsim, Double.NaN}, {0, cosine, 0}}, 3);
    }

    @Test
    void itGrowsWithAllThatItIsMadeOf() {
        double all = Confidence.of(table(0.6, 0.5), 0.9, true, 0, 3);
        assertTrue(all > Confidence.of(table(0.5, 0.5), 0.9, true, 0, 3));
        assertTrue(all > Confidence.of(table(0.6, 0.4), 0.9, true, 0, 3));
        assertTrue(all > Confidence.of(table(0.6, 0.5), 0.8, true, 0, 3));
        assertTrue(Confidence.of(table(1, 1), 1, true, 0, 3) < 1);
        assertTrue(Confidence.of(table(0, 0), 0, true, 0, 3) > 0);
    }

    @Test
    void cosinesOfAnotherEmbedderDoNotCount() {
        assertEquals(
                Confidence.of(table(0.6, 0.1), 0.9, false, 0, 3), Confidence.of(table(0.6, 0.9), 0.9, false, 0, 3));
        assertTrue(Confidence.of(table(0.6, 0.1), 0.9, false, 0, 3) > Confidence.of(table(0.6, 0.1), 0.5, false, 0, 3));
    }

    @Test
    void withoutVectorsWordsDecide() {
        SignalTable words = new SignalTable(List.of("bm25.context"), new double[][] {{1, 9}}, 2);
        SignalTable fewer = new SignalTable(List.of("bm25.context"), new double[][] {{1, 5}}, 2);
        assertTrue(Confidence.of(words, 1, false, 0, 3) > Confidence.of(fewer, 1, false, 0, 3));
        assertEquals(0, Confidence.of(new SignalTable(List.of(), new double[0][], 0), 1, true, 0, 3));
    }

    @Test
    void ngramsTakeThePlaceOfVectorsThatDoNotKnowTheQuestion() {
        double[][] values = {{0, 0.9}, {0, 0.9}, {0.05, 0.1}};
        SignalTable table = new SignalTable(List.of("maxsim", "dense.content", "bm25.ngrams"), values, 2);
        assertTrue(Confidence.of(table, 1, true, 0, 3) > 0.9);
        assertTrue(Confidence.of(table, 1, true, 1, 3) < 0.2);
        assertTrue(Confidence.of(table, 1, true, 0.5, 3) < Confidence.of(table, 1, true, 0, 3));
    }

    @Test
    void anExactKeyIsAnAnswer() {
        SignalTable table = new SignalTable(List.of("maxsim", "key"), new double[][] {{0, 0.1}, {0, 2}}, 2);
        assertEquals(0.95, Confidence.of(table, 1, false, 0, 3));
    }
}
