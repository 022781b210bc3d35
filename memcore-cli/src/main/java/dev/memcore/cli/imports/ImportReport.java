package dev.memcore.cli.imports;

import dev.memcore.cli.console.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what an import did, and keeps the reasons for what it did not. For one thread. */
final class ImportReport {
    private static final int EXAMPLES = 3;
    private static final int REASONS = 100;
    private static final String OTHER = "other reasons";

    private final Map<String, Skipped> skipped = new LinkedHashMap<>();
    private long imported;
    private long known;

    /** Parts of the file that were skipped for one reason. */
    private static final class Skipped {
        private final boolean fault;
        private final List<String> examples = new ArrayList<>();
        private long count;

        Skipped(boolean fault) {
            this.fault = fault;
        }
    }

    void imported(long count) {
        imported += count;
    }

    void known(long count) {
        known += count;
    }

    /**
     * Counts a skipped part.
     *
     * @param fault whether the part should have been imported
     */
    void skipped(String what, String reason, boolean fault) {
        String key = skipped.containsKey(reason) || skipped.size() < REASONS ? reason : OTHER;
        Skipped parts = skipped.computeIfAbsent(key, name -> new Skipped(fault));
        parts.count++;
        if (parts.examples.size() < EXAMPLES) {
            parts.examples.add(what);
        }
    }

    /** Whether a part was skipped that should have been imported. */
    boolean hasFaults() {
        return skipped.values().stream().anyMatch(parts -> parts.fault);
    }

    /** Prints the counts, and one line for each reason. */
    void print(Screen screen, boolean dry) {
        screen.line(String.format(
                Locale.ROOT,
                "%,d %s, %,d already there, %,d skipped",
                imported,
                dry ? "readable (nothing is written)" : "imported",
                known,
                skipped.values().stream().mapToLong(parts -> parts.count).sum()));
        skipped.forEach((reason, parts) -> screen.line(
                parts.fault ? "   not imported: " : "   left out: ",
                String.format(Locale.ROOT, "%,d x ", parts.count),
                reason,
                Screen.weak(" (" + String.join("; ", parts.examples)
                        + (parts.count > parts.examples.size() ? "; ..." : "") + ")")));
    }

    /** The report for machines. */
    Map<String, Object> json(String format, boolean dry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format);
        json.put("dryRun", dry);
        json.put("imported", imported);
        json.put("alreadyThere", known);
        List<Map<String, Object>> reasons = new ArrayList<>();
        skipped.forEach((reason, parts) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("reason", reason);
            one.put("fault", parts.fault);
            one.put("count", parts.count);
            one.put("examples", parts.examples);
            reasons.add(one);
        });
        json.put("skipped", reasons);
        return json;
    }
}
