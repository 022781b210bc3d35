package dev.memcore.retrieval.storage;

import dev.memcore.io.FileThread;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/** The Lucene directories of the present versions and of the replaced versions. */
public record Directories(Directory present, Directory history) implements AutoCloseable {
    /** The directory of the replaced versions, below the index's directory. */
    private static final String HISTORY = "history";

    /**
     * The limit of the heap that a read-only directory uses for written files: this fraction of the maximum heap, but
     * at least {@link #LEAST_OVERLAY} bytes.
     */
    private static final int OVERLAY_SHARE = 8;

    private static final long LEAST_OVERLAY = 32L << 20;

    private static final int VERIFIED_AT_ONCE = 128 << 10;

    /**
     * What {@link #probe} writes: 64 KiB. After a failed write, this must succeed before the index is opened for
     * writing again.
     */
    private static final byte[] PROBE = new byte[1 << 16];

    /**
     * Opens the directories of an index; creates them if they do not exist.
     *
     * @param path null: in memory
     */
    public static Directories open(@Nullable Path path) throws IOException {
        // Always memory-mapped: with Lucene's other file directories, readers use channels.
        return path == null
                ? new Directories(new ByteBuffersDirectory(), new ByteBuffersDirectory())
                : new Directories(new MMapDirectory(path), new MMapDirectory(path.resolve(HISTORY)));
    }

    /** Returns whether the directories of an index exist. */
    public static boolean exist(Path path) {
        return Files.isDirectory(path.resolve(HISTORY));
    }

    /**
     * Opens the directories of an index for reading only. A missing directory is treated as empty. Files that Lucene
     * writes are kept on the heap.
     */
    public static Directories openReadOnly(Path path) throws IOException {
        return new Directories(readOnly(path), readOnly(path.resolve(HISTORY)));
    }

    private static Directory readOnly(Path path) throws IOException {
        long maxBytes = Math.max(LEAST_OVERLAY, Runtime.getRuntime().maxMemory() / OVERLAY_SHARE);
        return new CopyOnWriteHeapDirectory(
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

    /**
     * Returns the files of a directory. Lucene also lists the subdirectory of the history as a file of its parent; it
     * is left out.
     */
    private static List<String> files(Directory directory) throws IOException {
        return Arrays.stream(directory.listAll())
                .filter(name -> !name.equals(HISTORY))
                .toList();
    }

    /**
     * Writes a small file to each directory and deletes it again.
     *
     * @throws IOException if the device is full or read-only
     */
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

    /**
     * Verifies the checksum of a file of Lucene, which is in its footer: a CRC32 of all bytes before it. Lucene's own
     * verification reads 1 KiB at a time. Larger parts take less time, because each call of CRC32 has a cost. O(bytes).
     *
     * @throws CorruptIndexException if the checksum is wrong, or the file has no complete footer
     */
    public static void verify(Directory directory, String name) throws IOException {
        try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
            long written = CodecUtil.retrieveChecksum(in);
            in.seek(0);
            long read = checksum(in, in.length() - Long.BYTES);
            if (read != written) {
                throw new CorruptIndexException(
                        "the checksum in the footer is " + Long.toHexString(written) + ", but that of the file is "
                                + Long.toHexString(read),
                        in);
            }
        }
    }

    private static long checksum(IndexInput in, long bytes) throws IOException {
        byte[] part = new byte[(int) Math.min(VERIFIED_AT_ONCE, bytes)];
        CRC32 crc = new CRC32();
        for (long left = bytes; left > 0; ) {
            int count = (int) Math.min(left, part.length);
            in.readBytes(part, 0, count);
            crc.update(part, 0, count);
            left -= count;
        }
        return crc.getValue();
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

    /** Returns the length of a file, or 0 if the indexer has deleted it since it was listed. */
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
