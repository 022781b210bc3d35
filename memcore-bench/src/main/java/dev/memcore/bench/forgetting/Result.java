package dev.memcore.bench.forgetting;

import dev.memcore.bench.eval.measure.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results after a policy has removed memories.
 *
 * @param policy its name
 * @param share which share of each conversation it was told to remove
 * @param draws over how many seeds the figures are means
 * @param removed how many turns it removed
 * @param evidenceKept the share of the evidence that is still there
 * @param found of it by questions; null if none was asked
 */
record Result(
        String policy, double share, int draws, double removed, double evidenceKept, Remainder.@Nullable Found found) {
    /** Returns the mean of results of several random draws, or of one. */
    static Result mean(List<Result> results) {
        Result first = results.getFirst();
        List<Remainder.Found> found =
                results.stream().map(Result::found).flatMap(Stream::ofNullable).toList();
        return new Result(
                first.policy(),
                first.share(),
                results.size(),
                results.stream().mapToDouble(Result::removed).average().orElseThrow(),
                results.stream().mapToDouble(Result::evidenceKept).average().orElseThrow(),
                found.isEmpty() ? null : meanFound(found));
    }

    private static Remainder.Found meanFound(List<Remainder.Found> found) {
        Map<String, Double> recall = new LinkedHashMap<>();
        found.getFirst()
                .recall()
                .keySet()
                .forEach(depth ->
                        recall.put(depth, mean(found, each -> each.recall().getOrDefault(depth, Double.NaN))));
        List<double[]> each = new ArrayList<>();
        for (int group = 0; group < found.getFirst().each().size(); group++) {
            each.add(meanOfGroup(found, group));
        }
        return new Remainder.Found(recall, each, mean(found, Remainder.Found::p50), mean(found, Remainder.Found::p95));
    }

    private static double[] meanOfGroup(List<Remainder.Found> found, int group) {
        double[] means = new double[found.getFirst().each().get(group).length];
        Arrays.setAll(means, question -> mean(found, one -> one.each().get(group)[question]));
        return means;
    }

    private static double mean(List<Remainder.Found> found, ToDoubleFunction<Remainder.Found> of) {
        return found.stream().mapToDouble(of).average().orElseThrow();
    }

    /**
     * For machines.
     *
     * @param other of the default; what this one has more of R@10 is added, with its 95 % interval by conversation. Or null
     */
    Map<String, Object> json(@Nullable Result other, long seed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policy", policy);
        json.put("share", share);
        json.put("draws", draws);
        json.put("removed", removed);
        json.put("evidenceKept", evidenceKept);
        if (found != null) {
            json.put("recall", found.recall());
            Map<String, Double> millis = new LinkedHashMap<>();
            millis.put("p50", found.p50());
            millis.put("p95", found.p95());
            json.put("recallMillis", millis);
        }
        if (found != null && other != null && other.found() != null) {
            json.put(
                    "differenceToDefault",
                    difference(minus(found.each(), other.found().each()), seed));
        }
        return json;
    }

    private static Map<String, Object> difference(List<double[]> more, long seed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", more.stream().flatMapToDouble(Arrays::stream).average().orElse(Double.NaN));
        json.put("confidence", Bootstrap.of(more, seed).asList());
        return json;
    }

    private static List<double[]> minus(List<double[]> some, List<double[]> others) {
        List<double[]> differences = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            double[] left = some.get(i);
            double[] right = others.get(i);
            double[] difference = new double[left.length];
            Arrays.setAll(difference, j -> left[j] - right[j]);
            differences.add(difference);
        }
        return differences;
    }
}
