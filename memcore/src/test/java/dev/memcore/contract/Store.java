package dev.memcore.contract;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.fault.FaultyLog;
import dev.memcore.testkit.index.LinearIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** One store that tests open, close and open again: over which log and index, its maker decides. */
public interface Store {
    /** A builder for this store; what was written through an earlier one is there. */
    MemcoreBuilder builder();

    /** Loses the index, while the store is closed. */
    void loseIndex();

    /** A store as hosts have it, in a new directory below the given one. */
    static Store onDisk(Path parent) {
        try {
            Path directory = Files.createTempDirectory(parent, "store");
            return new Store() {
                @Override
                public MemcoreBuilder builder() {
                    return Memcore.builder().directory(directory).withoutEmbedder();
                }

                @Override
                public void loseIndex() {
                    deleteAll(directory.resolve("index"));
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new directory that nobody else deletes. */
    static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("memcore");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a directory with all that is in it. */
    static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store over fakes. */
    static Store overFakes() {
        return new Store() {
            private final FaultyLog log = new FaultyLog();
            private LinearIndex index = new LinearIndex();

            @Override
            public MemcoreBuilder builder() {
                return Memcore.builder().log(log).index(index);
            }

            @Override
            public void loseIndex() {
                index = new LinearIndex();
            }
        };
    }
}
