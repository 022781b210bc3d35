package dev.memcore.cli.store;

import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.StoreStats;
import dev.memcore.cli.console.Screen;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows the state of a store. */
public final class StatsReports {
    private StatsReports() {}

    /** Prints sizes, the progress of index and embedder, caches, and what opening had to repair. */
    public static void print(Screen screen, StoreStats stats) {
        counts(stats).forEach((what, number) -> screen.line(String.format(Locale.ROOT, "%-14s %,14d", what, number)));
        stats.caches().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(cache -> screen.line(cache(cache.getKey(), cache.getValue())));
        screen.line(
                "opened in ",
                stats.recovery().took().toMillis(),
                " ms, ",
                stats.recovery().tornBytes(),
                " torn bytes cut, index ",
                indexState(stats),
                ", ",
                stats.recovery().replayed(),
                " commits replayed");
    }

    /** The state for machines. */
    static Map<String, Object> json(StoreStats stats) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("memories", stats.memories());
        json.put("lastCommit", stats.lastSequence());
        json.put("indexedCommit", stats.indexedSequence());
        json.put("logBytes", stats.logBytes());
        json.put("logFiles", stats.segments());
        json.put("indexBytes", stats.indexBytes());
        json.put("notEmbedded", notEmbedded(stats));
        json.put("tornBytes", stats.recovery().tornBytes());
        json.put("indexState", stats.recovery().indexState());
        json.put("replayed", stats.recovery().replayed());
        return json;
    }

    private static Map<String, Long> counts(StoreStats stats) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("memories", stats.memories());
        counts.put("last commit", stats.lastSequence());
        counts.put("indexed commit", stats.indexedSequence());
        counts.put("log bytes", stats.logBytes());
        counts.put("log files", (long) stats.segments());
        counts.put("index bytes", stats.indexBytes());
        if (notEmbedded(stats) > 0) {
            counts.put("not embedded", notEmbedded(stats));
        }
        return counts;
    }

    private static long notEmbedded(StoreStats stats) {
        return stats.embedding().versions() - stats.embedding().embedded();
    }

    private static String cache(String name, CacheStats cache) {
        return String.format(
                Locale.ROOT,
                "%-14s %,14d entries of %s, %.0f %% hits",
                "cache",
                cache.entries(),
                name,
                100 * cache.hitRate());
    }

    private static String indexState(StoreStats stats) {
        return stats.recovery().indexState().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
