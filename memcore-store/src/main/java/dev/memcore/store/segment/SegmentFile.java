package dev.memcore.store.segment;

import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.file.LogFiles;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * The segment that grows: gathers frames in a buffer of its own, and keeps the digest of all it was given. What was added
 * since the last {@link #mark} can be taken back.
 */
public final class SegmentFile implements Closeable {
    private static final int BUFFER = 256 << 10;

    private final LogFiles.Appender file;
    private MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long length;
    /** The state to which {@link #restore} goes back. */
    private MessageDigest markedDigest;

    private long markedLength;

    /**
     * A segment.
     *
     * @param file the file, open behind its last byte
     * @param digest has taken in the bytes that are there
     * @param length how many those are
     */
    public SegmentFile(LogFiles.Appender file, MessageDigest digest, long length) {
        this.file = file;
        this.digest = digest;
        this.length = length;
        this.markedDigest = Sha256.copy(digest);
        this.markedLength = length;
    }

    /** Makes the file of a new segment; it is durable, but for the manifest. */
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

    /** Its size, with what is still in the buffer. */
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

    /** Hands what is in the buffer to the operating system. */
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

    /** Marks what was added so far, all of which must have been flushed. */
    public void mark() {
        if (markedLength != length) {
            markedDigest = Sha256.copy(digest);
            markedLength = length;
        }
    }

    /** Forgets what was added since the mark. Until {@link #restore} has succeeded, a part of it may still be in the file. */
    public void takeBack() {
        buffered = 0;
        digest = Sha256.copy(markedDigest);
        length = markedLength;
    }

    /** Cuts the file to what it should hold. */
    public void restore() throws IOException {
        file.truncate(markedLength);
    }

    /** Writes once more what the end of the file should hold anyway. */
    public void overwrite(byte[] end) throws IOException {
        file.overwrite(markedLength - end.length, end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
