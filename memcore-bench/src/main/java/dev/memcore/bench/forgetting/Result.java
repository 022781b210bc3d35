package dev.memcore.bench.forgetting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left after a policy was at work.
 *
 * @param policy its name
 * @param share which share of each conversation it was told to remove
 * @param removed how many turns it removed
 * @param evidenceKept the share of the evidence that is still there
 * @param recall of the evidence, by depth; empty if nothing was asked
 * @param recallMillis the median of the time that a recall took, in milliseconds; NaN if nothing was asked
 */
record Result(
        String policy,
        double share,
        double removed,
        double evidenceKept,
        Map<String, Double> recall,
        double recallMillis) {
    static Result mean(List<Result> results) {
        Map<String, Double> recall = new LinkedHashMap<>();
        results.getFirst()
                .recall()
                .keySet()
                .forEach(depth -> recall.put(
                        depth,
                        results.stream()
                                .mapToDouble(result -> result.recall().getOrDefault(depth, Double.NaN))
                                .average()
                                .orElseThrow()));
        return new Result(
                results.getFirst().policy(),
                results.getFirst().share(),
                results.stream().mapToDouble(Result::removed).average().orElseThrow(),
                results.stream().mapToDouble(Result::evidenceKept).average().orElseThrow(),
                recall,
                results.stream().mapToDouble(Result::recallMillis).average().orElseThrow());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("policy", policy);
        json.put("share", share);
        json.put("removed", removed);
        json.put("evidenceKept", evidenceKept);
        json.put("recall", recall);
        if (!recall.isEmpty()) {
            json.put("recallMillisP50", recallMillis);
        }
        return json;
    }
}
