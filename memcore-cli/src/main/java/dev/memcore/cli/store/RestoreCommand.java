package dev.memcore.cli.store;

import dev.memcore.Memcore;
import dev.memcore.api.report.CheckReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates a store from a backup. */
@Command(
        name = "restore",
        description = {
            "Copies a backup into a new directory and verifies every byte. The index is built when the store is"
                    + " opened.",
            "Exit code 1 if anything in the backup is wrong."
        },
        mixinStandardHelpOptions = true)
public final class RestoreCommand extends NewStoreCommand {
    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The directory of the backup.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path source;

    /** For picocli. */
    public RestoreCommand() {}

    @Override
    String option() {
        return "--from";
    }

    @Override
    Path source() {
        return source;
    }

    @Override
    CheckReport make(Path from, Path to) {
        return Memcore.restore(from, to);
    }
}
