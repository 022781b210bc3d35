package dev.memcore.bench.harness;

import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory for one run. A directory that the user gave is kept; a temporary one is deleted at the end. */
public record ScratchDirectory(Path path, boolean temporary) implements AutoCloseable {
    /**
     * The given directory, which is made if need be and must be empty, or a temporary one.
     *
     * @throws BadInput if the directory holds something
     */
    public static ScratchDirectory of(@Nullable Path given) {
        try {
            if (given == null) {
                return new ScratchDirectory(Files.createTempDirectory("memcore-"), true);
            }
            Files.createDirectories(given);
            try (var entries = Files.list(given)) {
                if (entries.findAny().isPresent()) {
                    throw new BadInput(given + " is not empty; give an empty directory, or one that does not exist");
                }
            }
            return new ScratchDirectory(given, false);
        } catch (IOException e) {
            throw new BadInput("cannot use the directory " + given + ": " + e, e);
        }
    }

    /** Returns a path below this directory; nothing is created. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Deletes the directory if it is temporary. */
    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
