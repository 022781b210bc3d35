package dev.memcore.bench.eval;

import dev.memcore.bench.harness.Terminal;
import dev.memcore.bench.locomo.LocomoSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an evaluation found.
 *
 * @param set what was asked about
 * @param embedder the model id of the embedder
 * @param configuration how the store was configured, in words
 * @param seed of the bootstrap and the random baseline
 * @param ours memcore's answers
 * @param baselines the answers of the baselines by name
 * @param ingestSeconds how long ingestion took, until all was indexed
 * @param seconds how long everything took
 */
record LocomoReport(
        LocomoSet set,
        String embedder,
        String configuration,
        long seed,
        Outcomes ours,
        Map<String, Outcomes> baselines,
        double ingestSeconds,
        double seconds) {

    /** For machines. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", "locomo");
        json.put("file", set.file());
        json.put("sha256", set.sha256());
        json.put("conversations", set.conversations().size());
        json.put("turns", set.turns());
        json.put("n", ours.all().size());
        json.put("embedder", embedder);
        json.put("configuration", configuration);
        json.put("seed", seed);
        json.put("recall", ours.recall());
        json.put("confidence", confidence());
        json.put("byCategory", byCategory());
        json.put("baselines", baselineRecalls());
        json.put("recallMillis", Map.of("p50", ours.millis(0.5), "p95", ours.millis(0.95)));
        json.put("ingestSeconds", ingestSeconds);
        json.put("seconds", seconds);
        return json;
    }

    private Map<String, List<Double>> confidence() {
        Map<String, List<Double>> intervals = new LinkedHashMap<>();
        ours.confidence(seed).forEach((depth, interval) -> intervals.put(depth, interval.asList()));
        return intervals;
    }

    private Map<String, Object> byCategory() {
        Map<String, Object> categories = new LinkedHashMap<>();
        ours.byCategory().forEach((name, outcomes) -> {
            Map<String, Object> category = new LinkedHashMap<>();
            category.put("n", outcomes.all().size());
            category.putAll(outcomes.recall());
            categories.put(name, category);
        });
        return categories;
    }

    private Map<String, Object> baselineRecalls() {
        Map<String, Object> recalls = new LinkedHashMap<>();
        baselines.forEach((name, outcomes) -> recalls.put(name, outcomes.recall()));
        return recalls;
    }

    /** For people. */
    void print(Terminal out) {
        out.line(out.bold("LoCoMo") + ": is the evidence among the first k recalled turns?");
        out.line(
                "%s, %,d conversations, %,d turns, %,d questions",
                set.file(), set.conversations().size(), set.turns(), ours.all().size());
        out.line(out.dim("sha256 " + set.sha256()));
        out.line(out.dim("embedder " + embedder + "; " + configuration + "; seed " + seed));
        out.line();
        out.line(row("recall in %", "n", DEPTH_TITLES));
        out.line(out.bold(row("memcore", count(ours), percents(ours))));
        out.line(out.dim(row("  95 % from", "", bounds(true))));
        out.line(out.dim(row("       to", "", bounds(false))));
        ours.byCategory().forEach((name, outcomes) -> out.line(row("  " + name, count(outcomes), percents(outcomes))));
        out.line();
        baselines.forEach((name, outcomes) -> out.line(row(name, count(outcomes), percents(outcomes))));
        out.line();
        out.line(
                "recall p50 %.1f ms, p95 %.1f ms; ingested in %.1f s; all in %.1f s",
                ours.millis(0.5), ours.millis(0.95), ingestSeconds, seconds);
    }

    private static final List<String> DEPTH_TITLES =
            Outcomes.DEPTHS.stream().map(k -> "R@" + k).toList();

    private static String row(String name, String n, List<String> cells) {
        return String.format(Locale.ROOT, "%-18s %5s", name, n)
                + cells.stream()
                        .map(cell -> String.format(Locale.ROOT, "%8s", cell))
                        .collect(Collectors.joining());
    }

    private static String count(Outcomes outcomes) {
        return Integer.toString(outcomes.all().size());
    }

    private static List<String> percents(Outcomes outcomes) {
        return outcomes.recall().values().stream().map(LocomoReport::percent).toList();
    }

    private List<String> bounds(boolean low) {
        return ours.confidence(seed).values().stream()
                .map(interval -> percent(low ? interval.low() : interval.high()))
                .toList();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
