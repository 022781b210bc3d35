package dev.memcore.bench.store;

import dev.memcore.Memcore;
import dev.memcore.api.CheckReport;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a store out of a backup. */
@Command(
        name = "restore",
        description = {
            "Copies a backup into a new directory and verifies every byte. The index is built when the store is"
                    + " opened.",
            "Exit code 1 if anything in the backup is wrong."
        },
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The directory of the backup.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path source;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The directory of the new store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path target;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public RestoreCommand() {}

    @Override
    public Integer call() {
        json.check();
        ExistingStore.require("--from", source);
        ExistingStore.requireNew("--to", target);
        CheckReport report = Memcore.restore(source, target);
        json.write(CheckReports.json(report));
        return CheckReports.print(screen, report);
    }
}
