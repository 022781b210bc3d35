package dev.memcore.bench.tasks.capacity;

import dev.memcore.bench.harness.Stores;
import dev.memcore.spi.Embedder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A baseline: the text whose vector is nearest to that of a question. Reads the texts one by one. For one thread. */
final class CosineNearest {
    private final Embedder embedder = Stores.embedder();
    private final List<float[]> questions;
    private final double[] best;
    private final List<String> nearest;
    private long bytes;

    CosineNearest(List<String> questions) {
        this.questions = embedder.embed(questions, Embedder.Purpose.QUERY);
        this.best = new double[questions.size()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        this.nearest = new ArrayList<>(questions.stream().map(question -> "").toList());
    }

    /** Compares a text with all questions. */
    void accept(String text) {
        float[] vector =
                embedder.embed(List.of(text), Embedder.Purpose.DOCUMENT).getFirst();
        bytes += text.getBytes(StandardCharsets.UTF_8).length + (long) Float.BYTES * vector.length;
        double norm = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < best.length; i++) {
            double cosine = dot(vector, questions.get(i)) / norm; // the question's length changes no order
            if (cosine > best[i]) {
                best[i] = cosine;
                nearest.set(i, text);
            }
        }
    }

    /** Returns the nearest text of a question. */
    String of(int question) {
        return nearest.get(question);
    }

    /** Returns the bytes of all texts and their vectors of floats. */
    long bytes() {
        return bytes;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }
}
