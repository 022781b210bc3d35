package dev.memcore.store;

import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;

/** The segment that grows: gathers frames in a buffer of its own, and keeps the digest of all it was given. */
final class SegmentFile implements Closeable {
    private static final int BUFFER = 256 << 10;

    private final LogFiles.Appender file;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long length;

    /**
     * A segment.
     *
     * @param file the file, open behind its last byte
     * @param digest has taken in the bytes that are there
     * @param length how many those are
     */
    SegmentFile(LogFiles.Appender file, MessageDigest digest, long length) {
        this.file = file;
        this.digest = digest;
        this.length = length;
    }

    /** Makes the file of a new segment; it is durable, but for the manifest. */
    static SegmentFile create(LogFiles files, String name, SegmentHeader header) throws IOException {
        LogFiles.Appender created = files.create(name);
        try {
            created.write(header.encode(), 0, SegmentHeader.BYTES);
            created.sync();
            files.syncDirectory(Segment.DIRECTORY);
            return new SegmentFile(created, header.digest(), SegmentHeader.BYTES);
        } catch (IOException | RuntimeException e) {
            created.close();
            throw e;
        }
    }

    /** Its size, with what is still in the buffer. */
    long length() {
        return length;
    }

    void add(byte[] bytes, int count) throws IOException {
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
    void flush() throws IOException {
        if (buffered > 0) {
            file.write(buffer, 0, buffered);
            buffered = 0;
        }
    }

    void sync() throws IOException {
        flush();
        file.sync();
    }

    Digest digest() {
        return new Digest(digest.digest());
    }

    void truncate(long to) throws IOException {
        file.truncate(to);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
