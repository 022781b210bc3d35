package dev.memcore.bench.eval.baseline;

import dev.memcore.bench.eval.measure.Document;
import dev.memcore.spi.Embedder;
import java.util.List;

/** Ranks documents by the cosine of their vectors with the question's vector, from a given embedder. */
final class DenseRanker implements Ranker {
    private final Embedder embedder;
    private final List<Document> documents;
    private final List<float[]> vectors;

    DenseRanker(Embedder embedder, List<Document> documents) {
        this.embedder = embedder;
        this.documents = documents;
        this.vectors = embedder.embed(documents.stream().map(Document::text).toList(), Embedder.Purpose.DOCUMENT);
    }

    @Override
    public List<String> rank(String question, int limit) {
        float[] wanted =
                embedder.embed(List.of(question), Embedder.Purpose.QUERY).getFirst();
        double[] scores = new double[documents.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = cosine(wanted, vectors.get(i));
        }
        return Ranking.best(documents, scores, limit, Double.NEGATIVE_INFINITY);
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? Double.NEGATIVE_INFINITY : dot / Math.sqrt(aa * bb);
    }
}
