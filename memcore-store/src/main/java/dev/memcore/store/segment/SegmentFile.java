package dev.memcore.store.segment;

import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.file.LogFiles;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * A segment file that grows. It collects frames in a buffer of its own, and keeps the digest of all bytes that were
 * added. The bytes that were added since the last {@link #mark} can be taken back.
 */
public final class SegmentFile implements Closeable {
    private static final int BUFFER = 256 << 10;

    private final LogFiles.Appender file;
    private MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long length;
    /** The state to which {@link #takeBack} and {@link #restore} return. */
    private MessageDigest markedDigest;

    private long markedLength;

    /**
     * Opens a segment.
     *
     * @param file the file, open after its last byte
     * @param digest its input so far is the existing bytes
     * @param length the number of existing bytes
     */
    public SegmentFile(LogFiles.Appender file, MessageDigest digest, long length) {
        this.file = file;
        this.digest = digest;
        this.length = length;
        this.markedDigest = Sha256.copy(digest);
        this.markedLength = length;
    }

    /** Creates the file of a new segment. When this returns, the file is durable, but no manifest lists it yet. */
    public static SegmentFile create(LogFiles files, String name, SegmentHeader header) throws IOException {
        LogFiles.Appender created = files.create(name);
        try {
            created.write(header.encode(), 0, SegmentHeader.BYTES);
            created.sync();
            files.syncDirectory(LogSegment.DIRECTORY);
            return new SegmentFile(created, header.digest(), SegmentHeader.BYTES);
        } catch (IOException | RuntimeException e) {
            created.close();
            throw e;
        }
    }

    /** Its size in bytes, including the buffer. */
    public long length() {
        return length;
    }

    public void add(byte[] bytes, int count) throws IOException {
        if (count > BUFFER - buffered) {
            flush();
        }
        digest.update(bytes, 0, count);
        length += count;
        if (count > BUFFER) {
            file.write(bytes, 0, count);
        } else {
            System.arraycopy(bytes, 0, buffer, buffered, count);
            buffered += count;
        }
    }

    /** Passes the buffer to the operating system. */
    public void flush() throws IOException {
        if (buffered > 0) {
            file.write(buffer, 0, buffered);
            buffered = 0;
        }
    }

    public void sync() throws IOException {
        flush();
        file.sync();
    }

    public Sha256 digest() {
        return new Sha256(Sha256.copy(digest).digest());
    }

    /** Marks the bytes that were added so far. All of them must have been flushed. */
    public void mark() {
        if (markedLength != length) {
            markedDigest = Sha256.copy(digest);
            markedLength = length;
        }
    }

    /**
     * Discards the bytes that were added since the mark. The file may still hold some of them until {@link #restore}
     * has succeeded.
     */
    public void takeBack() {
        buffered = 0;
        digest = Sha256.copy(markedDigest);
        length = markedLength;
    }

    /** Cuts the file to the marked length. */
    public void restore() throws IOException {
        file.truncate(markedLength);
    }

    /** Writes the last marked bytes again, with the same content. */
    public void overwrite(byte[] end) throws IOException {
        file.overwrite(markedLength - end.length, end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
