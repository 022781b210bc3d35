package dev.memcore.retrieval.storage;

import dev.memcore.io.FileThread;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/** The directories of the present versions and of the replaced ones. */
public record Directories(Directory present, Directory history) implements AutoCloseable {
    /** Where the replaced versions are kept, below the index's directory. */
    private static final String HISTORY = "history";

    /** The share of the heap that each directory may take if it is read-only, and how much it may take in any case. */
    private static final int OVERLAY_SHARE = 8;

    private static final long LEAST_OVERLAY = 32L << 20;

    /** What a device must have room for before an index is written there again. */
    private static final byte[] PROBE = new byte[1 << 16];

    /**
     * Opens directories, or makes them.
     *
     * @param path null: in memory
     */
    public static Directories open(@Nullable Path path) throws IOException {
        // Always memory-mapped: with Lucene's other directories, readers use channels.
        return path == null
                ? new Directories(new ByteBuffersDirectory(), new ByteBuffersDirectory())
                : new Directories(new MMapDirectory(path), new MMapDirectory(path.resolve(HISTORY)));
    }

    /** Opens directories that are never written; those that are missing are empty. What is written is kept on the heap. */
    public static Directories openReadOnly(Path path) throws IOException {
        return new Directories(readOnly(path), readOnly(path.resolve(HISTORY)));
    }

    private static Directory readOnly(Path path) throws IOException {
        long maxBytes = Math.max(LEAST_OVERLAY, Runtime.getRuntime().maxMemory() / OVERLAY_SHARE);
        return new HeapOverlay(
                Files.isDirectory(path) ? new MMapDirectory(path) : new ByteBuffersDirectory(), maxBytes);
    }

    public Directories ownedBy(FileThread thread) {
        return new Directories(new OwnedDirectory(present, thread), new OwnedDirectory(history, thread));
    }

    public boolean isEmpty() throws IOException {
        return files(present).isEmpty() && files(history).isEmpty();
    }

    public void empty() throws IOException {
        for (Directory directory : List.of(history, present)) {
            for (String file : files(directory)) {
                directory.deleteFile(file);
            }
        }
    }

    /** The files of a directory. Lucene also lists the subdirectory of the history as a file of its parent. */
    private static List<String> files(Directory directory) throws IOException {
        return Arrays.stream(directory.listAll())
                .filter(name -> !name.equals(HISTORY))
                .toList();
    }

    /** Writes a little and deletes it again; fails if the device is full or read-only. */
    public void probe() throws IOException {
        for (Directory directory : List.of(history, present)) {
            String name;
            try (IndexOutput out = directory.createTempOutput("memcore", "probe", IOContext.DEFAULT)) {
                name = out.getName();
                out.writeBytes(PROBE, PROBE.length);
            }
            directory.deleteFile(name);
        }
    }

    public long bytes() throws IOException {
        long sum = 0;
        for (Directory directory : List.of(history, present)) {
            for (String file : directory.listAll()) {
                sum += length(directory, file);
            }
        }
        return sum;
    }

    /** The length of a file, or 0: the indexer has deleted it since it was listed. */
    private static long length(Directory directory, String file) throws IOException {
        try {
            return directory.fileLength(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            history.close();
        } finally {
            present.close();
        }
    }
}
