package dev.memcore.retrieval.rerank;

import static dev.memcore.retrieval.Indexed.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Principal;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Signal;
import dev.memcore.api.report.Stage;
import dev.memcore.retrieval.IndexConfig;
import dev.memcore.retrieval.Indexed;
import dev.memcore.retrieval.LuceneMemoryIndex;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Reranker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RerankingTest {
    private static final Reranker REVERSED = (question, candidates) ->
            IntStream.range(0, candidates.size()).mapToDouble(i -> i).toArray();

    private static RecallResult recall(Reranking reranking, int limit) {
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(new IndexConfig(
                null,
                new Indexed.LetterEmbedder(),
                new ContextViews(),
                MinMaxWeightedSum.ofDefaults(),
                1_000,
                reranking)))) {
            for (int i = 0; i < 8; i++) {
                indexed.add(ALICE, "a walk in the park " + "and so on ".repeat(i));
            }
            return indexed.search(
                    Principal.of(ALICE), MemoryQuery.of("walk in a park").withLimit(limit));
        }
    }

    private static List<String> texts(RecallResult result) {
        return result.hits().stream().map(hit -> hit.memory().text()).toList();
    }

    private static Stage rerank(RecallResult result) {
        return result.stages().stream()
                .filter(stage -> stage.name().equals("rerank"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRerankerHasTheLastWordOverTheBest() {
        List<String> fused = texts(recall(new Reranking((q, hits) -> new double[hits.size()], 8), 8));
        RecallResult result = recall(new Reranking(REVERSED, 5), 8);
        List<String> expected = new ArrayList<>(fused.subList(0, 5).reversed());
        expected.addAll(fused.subList(5, 8));
        assertEquals(expected, texts(result));
        assertEquals("rerank", rerank(result).name());
        assertEquals(4, rerank(result).candidates(), "the middle one of five has not moved");
    }

    @Test
    void itLooksDeeperThanTheQueryAsks() {
        List<String> all = texts(recall(new Reranking((q, hits) -> new double[hits.size()], 8), 8));
        assertEquals(all.subList(4, 5), texts(recall(new Reranking(REVERSED, 5), 1)));
    }

    @Test
    void scoresStillFallAndSharesStillAddUp() {
        RecallResult result = recall(new Reranking(REVERSED, 5), 8);
        for (int i = 0; i < 8; i++) {
            Recalled hit = result.hits().get(i);
            assertEquals(i + 1, hit.rank());
            assertTrue(i == 0 || result.hits().get(i - 1).score() >= hit.score());
            assertEquals(
                    hit.score(),
                    hit.signals().stream().mapToDouble(Signal::share).sum(),
                    1e-9);
            assertEquals(
                    i < 5,
                    hit.signals().stream().anyMatch(signal -> signal.name().equals("rerank")));
        }
        assertEquals(4, signal(result.hits().getFirst()).raw());
        assertEquals(1, signal(result.hits().getFirst()).rank());
    }

    private static Signal signal(Recalled hit) {
        return hit.signals().stream()
                .filter(signal -> signal.name().equals("rerank"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void equalValuesKeepTheOrder() {
        assertEquals(
                0,
                rerank(recall(new Reranking((question, hits) -> new double[hits.size()], 8), 8))
                        .candidates());
    }

    @Test
    void whereTheRerankerFailsTheOrderOfTheFusionStands() {
        List<String> fused = texts(recall(new Reranking((q, hits) -> new double[hits.size()], 8), 8));
        for (Reranker broken : List.<Reranker>of(
                (question, hits) -> {
                    throw new IllegalStateException("out of order");
                },
                (question, hits) -> new double[hits.size() - 1],
                (question, hits) -> {
                    double[] values = new double[hits.size()];
                    values[2] = Double.NaN;
                    return values;
                })) {
            RecallResult result = recall(new Reranking(broken, 8), 8);
            assertEquals(fused, texts(result));
            assertEquals(0, rerank(result).candidates());
        }
    }

    @Test
    void itIsGivenTheQuestionAndAtMostSoManyOfTheBestInTheirOrder() {
        List<String> asked = new ArrayList<>();
        recall(
                new Reranking(
                        (question, hits) -> {
                            asked.add(
                                    question + hits.stream().map(Recalled::rank).toList());
                            assertThrows(UnsupportedOperationException.class, () -> hits.removeFirst());
                            return new double[hits.size()];
                        },
                        3),
                8);
        assertEquals(List.of("walk in a park[1, 2, 3]"), asked);
    }

    @Test
    void theArrayOfTheHostIsNotKept() {
        double[] shared = new double[8];
        RecallResult result = recall(
                new Reranking(
                        (question, hits) -> {
                            Arrays.setAll(shared, i -> i);
                            return shared;
                        },
                        8),
                8);
        Arrays.fill(shared, -1);
        assertEquals(7, signal(result.hits().getFirst()).raw());
    }

    @Test
    void nothingFoundIsNotReranked() {
        Reranking reranking = new Reranking(
                (question, hits) -> {
                    throw new AssertionError("asked about nothing");
                },
                8);
        try (Indexed indexed = new Indexed(LuceneMemoryIndex.open(
                new IndexConfig(null, null, new ContextViews(), MinMaxWeightedSum.ofDefaults(), 1_000, reranking)))) {
            assertEquals(0, indexed.search(ALICE, "walk").hits().size());
        }
    }

    @Test
    void theDepthIsBounded() {
        assertThrows(MemoryException.class, () -> new Reranking(REVERSED, 0));
        assertThrows(MemoryException.class, () -> new Reranking(REVERSED, Reranking.MAX_DEPTH + 1));
    }
}
