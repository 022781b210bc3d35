package dev.memcore.bench.eval.baseline;

import dev.memcore.bench.eval.measure.Document;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A ranking of documents for comparisons. It ranks each group separately, and reads each document as a text.
 *
 * @param name as it is reported
 * @param over makes the ranker of some documents of one group
 */
public record Baseline(String name, Function<List<Document>, Ranker> over) {

    /** All baselines, in the order of the report. */
    public static List<Baseline> all(Embedder embedder, long seed) {
        return List.of(
                new Baseline("bm25", documents -> new Bm25Ranker(documents, Words::of)),
                new Baseline("ngram", documents -> new Bm25Ranker(documents, Ngrams::of)),
                new Baseline("dense", documents -> new DenseRanker(embedder, documents)),
                new Baseline("recent", documents -> fixed(ids(documents.reversed()))),
                new Baseline("random", documents -> random(documents, seed)),
                new Baseline("no memory", documents -> fixed(List.of())));
    }

    private static Ranker random(List<Document> documents, long seed) {
        Random random = new Random(seed);
        return (question, limit) -> {
            List<String> shuffled = new ArrayList<>(ids(documents));
            Collections.shuffle(shuffled, random);
            return first(shuffled, limit);
        };
    }

    private static Ranker fixed(List<String> ids) {
        return (question, limit) -> first(ids, limit);
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream().map(Document::id).toList();
    }

    private static List<String> first(List<String> ids, int limit) {
        return ids.subList(0, Math.min(limit, ids.size()));
    }
}
