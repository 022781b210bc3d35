package dev.memcore.bench.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option {@code --dir DIR}: an existing store. A mistyped name does not create an empty one. */
final class ExistingStore {
    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    Path directory() {
        return directory;
    }

    /** Opens the store, which recovers it as every opening does. */
    MemoryManager open() {
        require("--dir", directory);
        return Stores.open(directory);
    }

    /** Fails unless an option names a directory that holds something. */
    static void require(String option, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new BadInput(option + " " + directory + " is not a directory; give the directory of a store");
        }
        if (isEmpty(directory)) {
            throw new BadInput(option + " " + directory + " is empty; give the directory of a store");
        }
    }

    /** Fails unless an option names an empty directory, or none yet. */
    static void requireNew(String option, Path directory) {
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
