package dev.memcore.bench.store;

import dev.memcore.api.BackupReport;
import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a store's log. */
@Command(
        name = "backup",
        description = {
            "Writes a consistent copy of a store's log into a directory, or brings an earlier copy up to date.",
            "What was erased from the store leaves the copy as well. The shell can do this while it works on the store."
        },
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final ExistingStore store = new ExistingStore();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The copy's directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path target;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public BackupCommand() {}

    @Override
    public Integer call() {
        json.check();
        try (MemoryManager manager = store.open()) {
            BackupReport report = manager.backup(target);
            BackupReports.print(screen, report);
            json.write(report);
        }
        return 0;
    }
}
