package dev.memcore.cli.store;

import dev.memcore.Memcore;
import dev.memcore.api.report.CheckReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recovers the readable part of a damaged store. */
@Command(
        name = "salvage",
        description = {
            "Copies the intact part of a damaged store into a new one. The damaged store is not changed.",
            "Exit code 1 if anything was lost; the findings say what."
        },
        mixinStandardHelpOptions = true)
public final class SalvageCommand extends NewStoreCommand {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the damaged store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path source;

    /** For picocli. */
    public SalvageCommand() {}

    @Override
    String option() {
        return "--dir";
    }

    @Override
    Path source() {
        return source;
    }

    @Override
    CheckReport make(Path from, Path to) {
        return Memcore.salvage(from, to);
    }
}
