package dev.memcore.bench.shell.read;

import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.StoreStats;
import dev.memcore.bench.shell.context.MemoryLines;
import dev.memcore.bench.shell.context.ShellContext;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the state of the store. */
@Command(name = "stats", description = "Shows the state of the store.")
public final class StatsCommand implements Runnable {
    private final ShellContext desk;

    public StatsCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        StoreStats stats = desk.store().stats();
        show("memories", stats.memories());
        show("last commit", stats.lastSequence());
        show("indexed commit", stats.indexedSequence());
        show("log bytes", stats.logBytes());
        show("log files", stats.segments());
        show("index bytes", stats.indexBytes());
        if (stats.embedding().embedded() < stats.embedding().versions()) {
            show(
                    "not embedded",
                    stats.embedding().versions() - stats.embedding().embedded());
        }
        stats.caches().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(cache -> show(cache.getValue(), cache.getKey()));
        desk.screen()
                .line(
                        "opened in ",
                        stats.recovery().took().toMillis(),
                        " ms, ",
                        stats.recovery().tornBytes(),
                        " torn bytes cut, index ",
                        MemoryLines.lower(stats.recovery().indexState()).replace('_', ' '),
                        ", ",
                        stats.recovery().replayed(),
                        " commits replayed");
    }

    private void show(CacheStats cache, String name) {
        desk.screen()
                .line(String.format(
                        Locale.ROOT,
                        "%-14s %,14d entries of %s, %.0f %% hits",
                        "cache",
                        cache.entries(),
                        name,
                        100 * cache.hitRate()));
    }

    private void show(String what, long number) {
        desk.screen().line(String.format(Locale.ROOT, "%-14s %,14d", what, number));
    }
}
