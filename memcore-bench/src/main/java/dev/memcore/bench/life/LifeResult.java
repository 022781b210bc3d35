package dev.memcore.bench.life;

import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.cli.console.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The results of a set's questions after a simulated life, and after the same life without maintenance and restarts.
 *
 * @param set what was asked about
 * @param lived the answers with maintenance
 * @param without the answers to the same questions without
 * @param maintained what the nights did
 * @param losses the evidence that was lost
 * @param seconds how long all took
 */
record LifeResult(
        EvaluationSet set, Outcomes lived, Outcomes without, Maintained maintained, Losses losses, double seconds) {
    private static final List<String> DEPTHS = List.of("5", "10", "25");
    private static final String ACCURACY = "accuracy";
    private static final String STALE_FIRST = "staleFirst";

    /** Returns the result as JSON values. Shares are in [0, 1]; figures that a set does not have are null. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", set.name());
        json.put("n", lived.size());
        json.put("recall", recalls(lived));
        json.put(ACCURACY, lived.means().get(ACCURACY));
        Map<String, Object> beside = new LinkedHashMap<>(recalls(without));
        beside.put(ACCURACY, without.means().get(ACCURACY));
        json.put("withoutMaintenance", beside);
        json.put(STALE_FIRST, stale());
        json.put("file", set.files().names());
        json.put("sha256", set.files().sha256());
        json.put("days", maintained.days());
        json.put("restarts", maintained.restarts());
        json.put("operations", maintained.operations());
        json.put("lost", losses.lost());
        json.put("gained", losses.gained());
        json.put("seconds", seconds);
        return json;
    }

    private static Map<String, Double> recalls(Outcomes outcomes) {
        Map<String, Double> recalls = new LinkedHashMap<>();
        DEPTHS.forEach(depth -> recalls.put(depth, outcomes.recall().getOrDefault(depth, Double.NaN)));
        return recalls;
    }

    private @Nullable Map<String, @Nullable Double> stale() {
        if (!lived.means().containsKey(STALE_FIRST)) {
            return null;
        }
        Map<String, @Nullable Double> stale = new LinkedHashMap<>();
        stale.put("lived", lived.means().get(STALE_FIRST));
        stale.put("without", without.means().get(STALE_FIRST));
        return stale;
    }

    /** Prints the result. */
    void print(Terminal out) {
        out.line(out.bold(set.about().title()));
        out.line(
                "%s; %,d questions after %,d days with %,d restarts",
                set.files().names(), lived.size(), maintained.days(), maintained.restarts());
        out.line(out.dim("sha256 " + set.files().sha256()));
        out.line(row(
                "in %", lived.means().keySet().stream().map(LifeResult::title).toList()));
        out.line(out.bold(row("maintained every night", percents(lived))));
        out.line(row("without maintenance", percents(without)));
        maintained.operations().forEach((policy, count) -> out.line("   %,d operations of %s", count, policy));
        out.line(
                "   evidence among the first 10 without maintenance only: %s; with it only: %d",
                losses.lost(), losses.gained());
        losses.examples().forEach(example -> out.line(out.dim("      " + example)));
        out.line(out.dim(String.format(Locale.ROOT, "%.1f s", seconds)));
    }

    private static String title(String key) {
        return DEPTHS.contains(key) ? "R@" + key : key;
    }

    private static List<String> percents(Outcomes outcomes) {
        return outcomes.means().values().stream()
                .map(share -> String.format(Locale.ROOT, "%.1f", 100 * share))
                .toList();
    }

    private static String row(String name, List<String> cells) {
        return String.format(Locale.ROOT, "%-26s", name)
                + cells.stream()
                        .map(cell -> String.format(Locale.ROOT, "%11s", cell))
                        .collect(Collectors.joining());
    }
}
