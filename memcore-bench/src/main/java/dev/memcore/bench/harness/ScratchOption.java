package dev.memcore.bench.harness;

import dev.memcore.cli.console.BadInput;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --dir DIR}: a directory in which a command keeps its stores. */
public final class ScratchOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Directory for the stores of this run (default: temporary, deleted afterwards).")
    private @Nullable Path directory;

    /** For picocli. */
    public ScratchOption() {}

    /**
     * The directory of this run, to be closed.
     *
     * @throws BadInput if the given one holds something
     */
    public ScratchDirectory open() {
        return ScratchDirectory.of(directory);
    }
}
