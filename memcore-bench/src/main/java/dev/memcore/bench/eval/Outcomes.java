package dev.memcore.bench.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers of one way of ranking to all questions. */
public record Outcomes(List<Outcome> all) {
    /** The depths at which recall is reported. */
    static final List<Integer> DEPTHS = List.of(5, 10, 25);
    /** The largest depth: as many memories as each question asks for. */
    public static final int DEEPEST = 25;

    /** Copies the list. */
    public Outcomes {
        all = List.copyOf(all);
    }

    /** The mean recall by depth; NaN without questions. */
    public Map<String, Double> recall() {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int k : DEPTHS) {
            means.put(
                    Integer.toString(k),
                    all.stream().mapToDouble(o -> o.recall(k)).average().orElse(Double.NaN));
        }
        return means;
    }

    /** The answers by the name of the question's category. */
    Map<String, Outcomes> byCategory() {
        Map<String, List<Outcome>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.question().category(), TreeMap::new, Collectors.toList()));
        Map<String, Outcomes> categories = new LinkedHashMap<>();
        groups.forEach((category, outcomes) -> categories.put(category, new Outcomes(outcomes)));
        return categories;
    }

    /** The 95 % interval of the mean recall by depth, resampled by conversation. */
    Map<String, Bootstrap.Interval> confidence(long seed) {
        Map<String, List<Outcome>> conversations = all.stream()
                .collect(Collectors.groupingBy(Outcome::conversation, LinkedHashMap::new, Collectors.toList()));
        Map<String, Bootstrap.Interval> intervals = new LinkedHashMap<>();
        for (int k : DEPTHS) {
            List<double[]> clusters = conversations.values().stream()
                    .map(outcomes ->
                            outcomes.stream().mapToDouble(o -> o.recall(k)).toArray())
                    .toList();
            intervals.put(Integer.toString(k), Bootstrap.of(clusters, seed));
        }
        return intervals;
    }

    /** The time of an answer below which the given share of answers stays, in milliseconds. */
    double millis(double quantile) {
        long[] sorted = all.stream().mapToLong(Outcome::nanos).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
    }
}
