package dev.memcore.cli.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.BadInput;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Exports to files and imports from them. */
public final class Exports {
    private Exports() {}

    /**
     * Exports a store's history to a file, which is replaced once the export is whole.
     *
     * @return how many commits
     */
    public static long write(MemoryManager store, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            long commits = writePart(store, part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return commits;
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + e, e);
        }
    }

    private static long writePart(MemoryManager store, Path part) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            return store.exportTo(out);
        }
    }

    /**
     * Imports a file into an empty store.
     *
     * @return how many commits
     */
    public static long read(MemoryManager store, Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return store.importFrom(in);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
    }
}
