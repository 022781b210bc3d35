package dev.memcore.bench.tasks.capacity;

import dev.memcore.papers.replay.ReplayCandidate;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.text.ByteVectors.SignCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A classifier by the five nearest items of a buffer, by whole vectors or by their signs. */
final class NearestVote {
    private static final int VOTERS = 5;

    private final List<ReplayCandidate> buffer;
    private final List<long[]> signs = new ArrayList<>();
    private final boolean bySigns;

    NearestVote(List<ReplayCandidate> buffer, boolean bySigns) {
        this.buffer = List.copyOf(buffer);
        this.bySigns = bySigns;
        if (bySigns) {
            buffer.forEach(item -> signs.add(signs(item.vector())));
        }
    }

    /** Returns the share of questions whose topic is right. */
    double accuracy(List<ReplayCandidate> questions) {
        return questions.stream()
                .mapToInt(question -> topic(question.vector()).equals(question.topic()) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private String topic(double[] vector) {
        long[] code = bySigns ? signs(vector) : new long[0];
        double[] distances = new double[buffer.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = bySigns
                    ? SignCode.distance(code, signs.get(i), 0)
                    : squaredDistance(vector, buffer.get(i).vector());
        }
        Map<String, Integer> votes = new HashMap<>();
        IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> distances[i]))
                .limit(VOTERS)
                .forEach(i -> votes.merge(buffer.get(i).topic(), 1, Integer::sum));
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static long[] signs(double[] vector) {
        float[] floats = new float[vector.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) vector[i];
        }
        byte[] bytes = ByteVectors.of(floats, "generated");
        return SignCode.of(bytes == null ? new byte[vector.length] : bytes);
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
