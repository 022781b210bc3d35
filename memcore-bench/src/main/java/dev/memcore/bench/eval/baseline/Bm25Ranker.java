package dev.memcore.bench.eval.baseline;

import dev.memcore.bench.eval.measure.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Plain BM25 over the documents of one group (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009),
 * with Lucene's idf, k1 = 1.2 and b = 0.75. Deliberately independent of memcore's code: a baseline should share nothing
 * with the system that it is compared with.
 */
final class Bm25Ranker implements Ranker {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final List<Document> documents;
    private final Function<String, List<String>> analysis;
    private final List<Map<String, Integer>> frequencies = new ArrayList<>();
    private final Map<String, Integer> containing = new HashMap<>();
    private final double[] lengths;
    private final double averageLength;

    /**
     * Creates the ranker of some documents.
     *
     * @param analysis the terms of a text
     */
    Bm25Ranker(List<Document> documents, Function<String, List<String>> analysis) {
        this.documents = documents;
        this.analysis = analysis;
        this.lengths = new double[documents.size()];
        double total = 0;
        for (int i = 0; i < documents.size(); i++) {
            List<String> words = analysis.apply(documents.get(i).text());
            Map<String, Integer> counts = new HashMap<>();
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
            counts.keySet().forEach(word -> containing.merge(word, 1, Integer::sum));
            frequencies.add(counts);
            lengths[i] = words.size();
            total += words.size();
        }
        this.averageLength = Math.max(1, total / Math.max(1, documents.size()));
    }

    @Override
    public List<String> rank(String question, int limit) {
        List<String> words = analysis.apply(question);
        double[] scores = new double[documents.size()];
        for (int i = 0; i < scores.length; i++) {
            for (String word : words) {
                scores[i] += score(i, word);
            }
        }
        return Ranking.best(documents, scores, limit, 0);
    }

    private double score(int document, String word) {
        int frequency = frequencies.get(document).getOrDefault(word, 0);
        if (frequency == 0) {
            return 0;
        }
        int present = containing.getOrDefault(word, 0);
        double idf = Math.log(1 + (documents.size() - present + 0.5) / (present + 0.5));
        return idf * frequency / (frequency + K1 * (1 - B + B * lengths[document] / averageLength));
    }
}
