package dev.memcore.cli.store;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option {@code --dir DIR}: an existing store. A mistyped name does not create an empty one. */
public final class ExistingStore {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    /** Returns the directory. */
    public Path directory() {
        return directory;
    }

    /** Opens the store, which recovers it as every opening does. */
    public MemoryManager open() {
        require("--dir", directory);
        return Memcore.open(directory);
    }

    /** Fails unless an option names a directory that holds something. */
    public static void require(String option, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new BadInput(option + " " + directory + " is not a directory; give the directory of a store");
        }
        if (isEmpty(directory)) {
            throw new BadInput(option + " " + directory + " is empty; give the directory of a store");
        }
    }

    /** Fails unless an option names an empty directory, or none yet. */
    public static void requireNew(String option, Path directory) {
        if (Files.exists(directory) && (!Files.isDirectory(directory) || !isEmpty(directory))) {
            throw new BadInput(option + " " + directory + " already exists; give a directory that does not exist");
        }
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new BadInput("cannot read " + directory + ": " + e, e);
        }
    }
}
