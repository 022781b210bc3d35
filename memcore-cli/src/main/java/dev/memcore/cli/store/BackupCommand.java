package dev.memcore.cli.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.report.BackupReport;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a store's log. */
@Command(
        name = "backup",
        description = {
            "Writes a backup of a store into a directory, or updates an earlier backup.",
            "Content that was erased from the store is removed from the backup too. The shell can do this while the"
                    + " store is open."
        },
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final ExistingStore store = new ExistingStore();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The directory of the backup.")
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
