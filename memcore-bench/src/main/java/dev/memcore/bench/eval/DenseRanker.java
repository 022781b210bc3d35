package dev.memcore.bench.eval;

import dev.memcore.bench.locomo.Question;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.spi.Embedder;
import java.util.List;

/** The cosine of the question's vector and each turn's, by the given embedder. */
final class DenseRanker implements Ranker {
    private final Embedder embedder;
    private final List<Turn> turns;
    private final List<float[]> vectors;

    DenseRanker(Embedder embedder, List<Turn> turns) {
        this.embedder = embedder;
        this.turns = turns;
        this.vectors = embedder.embed(turns.stream().map(Turn::transcript).toList(), Embedder.Purpose.DOCUMENT);
    }

    @Override
    public List<String> rank(Question question, int limit) {
        float[] wanted =
                embedder.embed(List.of(question.text()), Embedder.Purpose.QUERY).getFirst();
        double[] scores = new double[turns.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = cosine(wanted, vectors.get(i));
        }
        return Ranking.best(turns, scores, limit, Double.NEGATIVE_INFINITY);
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
