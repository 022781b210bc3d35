package dev.memcore.bench.eval.baseline;

import dev.memcore.bench.eval.measure.Document;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Orders documents by score. */
final class Ranking {
    private Ranking() {}

    /**
     * Returns the ids of the documents with a score above a threshold, best first; documents of equal score keep their
     * order.
     */
    static List<String> best(List<Document> documents, double[] scores, int limit, double above) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > above)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(limit)
                .map(i -> documents.get(i).id())
                .toList();
    }
}
