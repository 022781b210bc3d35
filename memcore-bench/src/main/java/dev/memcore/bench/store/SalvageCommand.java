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
            "Copies the intact part of a damaged store into a new one. The damaged store is not changed.",
            "Exit code 1 if anything was lost; the findings say what."
        },
        mixinStandardHelpOptions = true)
public final class SalvageCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the damaged store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path source;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The directory of the new store.")
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
