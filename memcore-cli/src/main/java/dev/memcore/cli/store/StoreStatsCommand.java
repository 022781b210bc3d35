package dev.memcore.cli.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.report.StoreStats;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the state of a store. */
@Command(
        name = "stats",
        description = "Opens a store and shows its sizes, the state of its index, and what opening had to repair.",
        mixinStandardHelpOptions = true)
public final class StoreStatsCommand implements Callable<Integer> {
    @Mixin
    private final ExistingStore store = new ExistingStore();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public StoreStatsCommand() {}

    @Override
    public Integer call() {
        json.check();
        try (MemoryManager manager = store.open()) {
            StoreStats stats = manager.stats();
            StatsReports.print(screen, stats);
            json.write(StatsReports.json(stats));
        }
        return 0;
    }
}
