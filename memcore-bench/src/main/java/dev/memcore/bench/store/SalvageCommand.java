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

/** Saves what is left of a damaged store. */
@Command(
        name = "salvage",
        description = {
            "Copies what is intact in a damaged store into a new one; the damaged one stays as it is.",
            "Exit code 1 if anything was lost; the findings say what."
        },
        mixinStandardHelpOptions = true)
public final class SalvageCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The damaged store's directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path source;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The new store's directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path target;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public SalvageCommand() {}

    @Override
    public Integer call() {
        json.check();
        ExistingStore.require("--dir", source);
        ExistingStore.requireNew("--to", target);
        CheckReport report = Memcore.salvage(source, target);
        json.write(CheckReports.json(report));
        return CheckReports.print(screen, report);
    }
}
