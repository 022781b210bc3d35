package dev.memcore.retrieval.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.retrieval.source.AnalyzedQuery.Absent;
import dev.memcore.spi.SignalTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfidenceTest {
    private static SignalTable table(double maxsim, double cosine) {
        return new SignalTable(
                List.of("maxsim", "dense.content"), new double[][] {{0, maxsim, Double.NaN}, {0, cosine, 0}}, 3);
    }

    private static Confidence.Asked asked(double known, boolean bundled, double ngrams) {
        return asked(known, bundled, ngrams, Absent.NOTHING, 500);
    }

    private static Confidence.Asked asked(double known, boolean bundled, double ngrams, Absent absent, long texts) {
        return new Confidence.Asked(known, absent, ngrams, 3, texts, bundled);
    }

    @Test
    void itGrowsWithAllThatItIsMadeOf() {
        double all = Confidence.of(table(0.6, 0.5), asked(0.9, true, 0));
        assertTrue(all > Confidence.of(table(0.5, 0.5), asked(0.9, true, 0)));
        assertTrue(all > Confidence.of(table(0.6, 0.4), asked(0.9, true, 0)));
        assertTrue(all > Confidence.of(table(0.6, 0.5), asked(0.8, true, 0)));
        assertTrue(Confidence.of(table(1, 1), asked(1, true, 0)) < 1);
        assertTrue(Confidence.of(table(0, 0), asked(0, true, 0)) > 0);
    }

    @Test
    void cosinesOfAnotherEmbedderDoNotCount() {
        assertEquals(
                Confidence.of(table(0.6, 0.1), asked(0.9, false, 0)),
                Confidence.of(table(0.6, 0.9), asked(0.9, false, 0)));
        assertTrue(Confidence.of(table(0.6, 0.1), asked(0.9, false, 0))
                > Confidence.of(table(0.6, 0.1), asked(0.5, false, 0)));
    }

    @Test
    void withoutVectorsWordsDecide() {
        SignalTable words = new SignalTable(List.of("bm25.context"), new double[][] {{1, 9}}, 2);
        SignalTable fewer = new SignalTable(List.of("bm25.context"), new double[][] {{1, 5}}, 2);
        assertTrue(Confidence.of(words, asked(1, false, 0)) > Confidence.of(fewer, asked(1, false, 0)));
        assertEquals(0, Confidence.of(new SignalTable(List.of(), new double[0][], 0), asked(1, true, 0)));
    }

    @Test
    void ngramsTakeThePlaceOfVectorsThatDoNotKnowTheQuestion() {
        double[][] values = {{0, 0.9}, {0, 0.9}, {0.05, 0.1}};
        SignalTable table = new SignalTable(List.of("maxsim", "dense.content", "bm25.ngrams"), values, 2);
        assertTrue(Confidence.of(table, asked(1, true, 0)) > 0.9);
        assertTrue(Confidence.of(table, asked(1, true, 1)) < 0.4);
        assertTrue(Confidence.of(table, asked(1, true, 0.5)) < Confidence.of(table, asked(1, true, 0)));
    }

    @Test
    void anExactKeyIsAnAnswer() {
        SignalTable table = new SignalTable(List.of("maxsim", "key"), new double[][] {{0, 0.1}, {0, 2}}, 2);
        assertEquals(0.95, Confidence.of(table, asked(1, false, 0)));
    }

    @Test
    void similarityToOneOfManyTextsSaysLess() {
        SignalTable table = table(0.6, 0.5);
        double few = Confidence.of(table, asked(0.9, true, 0, Absent.NOTHING, 50));
        double many = Confidence.of(table, asked(0.9, true, 0, Absent.NOTHING, 50_000));
        assertTrue(many < few);
        assertTrue(many > 0.25);
    }

    @Test
    void absentNamesAndIdentifiersLimitIt() {
        SignalTable table = table(1, 1);
        assertEquals(0.29, Confidence.of(table, asked(1, true, 0, Absent.NAME, 50)));
        assertEquals(0.1, Confidence.of(table, asked(1, true, 0, Absent.IDENTIFIER, 50)));
        double little = Confidence.of(table(0, 0), asked(0, true, 0));
        assertEquals(little / 2, Confidence.of(table(0, 0), asked(0, true, 0, Absent.NAME, 500)));
    }
}
