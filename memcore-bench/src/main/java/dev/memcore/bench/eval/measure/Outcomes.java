package dev.memcore.bench.eval.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The answers of one ranking method to all questions. */
public final class Outcomes {
    private final List<Outcome> all;
    private final List<Metric> metrics;

    /** Creates the collection of answers, with the metrics to compute. */
    public Outcomes(List<Outcome> all, List<Metric> metrics) {
        this.all = List.copyOf(all);
        this.metrics = List.copyOf(metrics);
    }

    /** The answers, in the order in which they were given. */
    public List<Outcome> all() {
        return all;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** Returns the number of answers. */
    public int size() {
        return all.size();
    }

    /** Returns the answers to the questions that satisfy a condition. */
    public Outcomes only(Predicate<Asked> meant) {
        return new Outcomes(
                all.stream().filter(outcome -> meant.test(outcome.asked())).toList(), metrics);
    }

    /** The mean recall by depth; NaN without questions. */
    public Map<String, Double> recall() {
        Map<String, Double> means = new LinkedHashMap<>();
        metrics.stream().filter(Metric::recall).forEach(metric -> means.put(metric.key(), mean(metric)));
        return means;
    }

    /** The mean of every metric by its key; NaN without questions. */
    public Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        metrics.forEach(metric -> means.put(metric.key(), mean(metric)));
        return means;
    }

    private double mean(Metric metric) {
        return all.stream().mapToDouble(metric.of()).average().orElse(Double.NaN);
    }

    /** The answers by the name of the question's category. */
    public Map<String, Outcomes> byCategory() {
        Map<String, List<Outcome>> groups = all.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.asked().category(),
                        () -> new TreeMap<>(NaturalOrder.INSTANCE),
                        Collectors.toList()));
        Map<String, Outcomes> categories = new LinkedHashMap<>();
        groups.forEach((category, outcomes) -> categories.put(category, new Outcomes(outcomes, metrics)));
        return categories;
    }

    /** The 95 % interval of the mean of every metric by its key, resampled by group. */
    public Map<String, Bootstrap.Interval> confidence(long seed) {
        Map<String, Bootstrap.Interval> intervals = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            intervals.put(metric.key(), Bootstrap.of(clusters(i -> metric.of().applyAsDouble(all.get(i))), seed));
        }
        return intervals;
    }

    /** The recall among the first k of each answer, those of one group together. */
    public List<double[]> recallOfEach(int k) {
        return clusters(i -> all.get(i).recall(k));
    }

    /**
     * Returns the values of the answers in clusters, one per group; if there is only one group, each answer is its own
     * cluster.
     *
     * @param value of the answer with this index
     */
    List<double[]> clusters(IntToDoubleFunction value) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            groups.computeIfAbsent(all.get(i).group(), group -> new ArrayList<>())
                    .add(i);
        }
        if (groups.size() == 1) {
            return IntStream.range(0, all.size())
                    .mapToObj(i -> new double[] {value.applyAsDouble(i)})
                    .toList();
        }
        return groups.values().stream()
                .map(group ->
                        group.stream().mapToDouble(i -> value.applyAsDouble(i)).toArray())
                .toList();
    }

    /** Returns the time, in milliseconds, within which the given share of answers was returned. */
    public double millis(double quantile) {
        long[] sorted = all.stream().mapToLong(Outcome::nanos).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
    }
}
