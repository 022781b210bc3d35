package dev.memcore.retrieval.ranking;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.Signal;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Fuser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signals that no default weighs: a walk over names, and pseudo-relevance feedback. */
final class GraphAndFeedbackTest {
    private static Indexed with(Fuser fuser) {
        return new Indexed(
                LuceneMemoryIndex.open(new IndexConfig(null, StaticEmbedder.load(), new ContextViews(), fuser, 1_000)));
    }

    private static double raw(Recalled hit, String signal) {
        return hit.signals().stream()
                .filter(said -> said.name().equals(signal))
                .mapToDouble(Signal::raw)
                .findFirst()
                .orElseThrow();
    }

    private static Recalled hit(RecallResult result, String text) {
        return result.hits().stream()
                .filter(hit -> hit.memory().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWalkOverNamesReachesWhatTheQuestionDoesNotName() {
        try (Indexed indexed = with(new MinMaxWeightedSum(Map.of("bm25.content", 0.5, Signals.GRAPH, 0.5)))) {
            indexed.add(ALICE, "Beth plays for Arsenal.");
            indexed.add(ALICE, "Tea comes from China.");
            indexed.add(ALICE, "Royal Engineers founded Arsenal.");
            RecallResult result = indexed.search(ALICE, "what does Beth play for?");
            Recalled second = result.hits().get(1);
            assertEquals("Royal Engineers founded Arsenal.", second.memory().text());
            assertTrue(raw(second, Signals.GRAPH) > raw(result.hits().get(2), Signals.GRAPH));
            assertEquals(0, raw(second, "bm25.content"));
        }
    }

    @Test
    void feedbackMovesTheQueryTowardTheThreeBest() {
        Fuser fuser = new MinMaxWeightedSum(Map.of("dense.content", 0.5, Signals.FEEDBACK, 0.3));
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(
                new IndexConfig(null, new Indexed.LetterEmbedder(), new ContextViews(), fuser, 1_000)))) {
            for (String text : List.of("a", "ab", "abb", "bc", "c")) {
                indexed.add(ALICE, text);
            }
            RecallResult result = indexed.search(ALICE, "a");
            double a = 1 + 0.15 * (1 + Math.sqrt(0.5) + Math.sqrt(0.2));
            double b = 0.15 * (Math.sqrt(0.5) + 2 * Math.sqrt(0.2));
            double length = Math.hypot(a, b);
            assertEquals(a / length, raw(hit(result, "a"), Signals.FEEDBACK), 0.005);
            assertEquals(b / length * Math.sqrt(0.5), raw(hit(result, "bc"), Signals.FEEDBACK), 0.005);
            assertEquals(0, raw(hit(result, "bc"), "dense.content"), 1e-9);
            assertEquals(0, raw(hit(result, "c"), Signals.FEEDBACK), 1e-9);
        }
    }

    @Test
    void withoutVectorsThereIsNoFeedback() {
        Fuser fuser = new MinMaxWeightedSum(Map.of("bm25.content", 0.5, Signals.FEEDBACK, 0.3));
        try (Indexed indexed = with(fuser)) {
            indexed.add(ALICE, "a walk in the park");
            List<Signal> signals =
                    indexed.search(ALICE, "walk").hits().getFirst().signals();
            assertEquals(
                    List.of("bm25.content"), signals.stream().map(Signal::name).toList());
        }
    }

    @Test
    void theDefaultsDoWithoutThem() {
        Fuser defaults = MinMaxWeightedSum.ofDefaults();
        assertFalse(defaults.uses(Signals.GRAPH) || defaults.uses(Signals.FEEDBACK));
    }
}
