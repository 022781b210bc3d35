package dev.memcore.store.segment;

import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.file.LogFiles;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A segment file that grows. It collects frames in a buffer of its own, and keeps the digest of all bytes that were
 * added. The bytes that were added since the last {@link #mark} can be taken back.
 *
 * <p>The digest of a reopened segment is behind at first: only a seal needs it, and a SHA-256 takes longer than all
 * other work of an opening. {@link #catchUp} reads the marked bytes from the file, a part at a time.
 */
public final class SegmentFile implements Closeable {
    private static final int BUFFER = 256 << 10;

    /** The number of bytes that are read at once for the digest. */
    private static final int PART = 64 << 10;

    private final LogFiles.Appender file;
    private final LogFiles files;
    private final String name;
    private MessageDigest digest;
    /** The number of bytes that are in the digest: {@link #length}, unless the digest is behind. */
    private long digested;

    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long length;
    /** The state to which {@link #takeBack} and {@link #restore} return. */
    private MessageDigest markedDigest;

    private long markedDigested;
    private long markedLength;

    private SegmentFile(LogFiles files, String name, LogFiles.Appender file, SegmentHeader header, long length) {
        this.files = files;
        this.name = name;
        this.file = file;
        this.digest = header.digest();
        this.digested = SegmentHeader.BYTES;
        this.length = length;
        this.markedDigest = Sha256.copy(digest);
        this.markedDigested = digested;
        this.markedLength = length;
    }

    /**
     * Returns a segment that exists already.
     *
     * @param file the file with this name, open after its last byte
     * @param header its header
     * @param length the number of its bytes
     */
    public static SegmentFile reopened(
            LogFiles files, String name, LogFiles.Appender file, SegmentHeader header, long length) {
        return new SegmentFile(files, name, file, header, length);
    }

    /** Creates the file of a new segment. When this returns, the file is durable, but no manifest lists it yet. */
    public static SegmentFile create(LogFiles files, String name, SegmentHeader header) throws IOException {
        LogFiles.Appender created = files.create(name);
        try {
            created.write(header.encode(), 0, SegmentHeader.BYTES);
            created.sync();
            files.syncDirectory(LogSegment.DIRECTORY);
            return new SegmentFile(files, name, created, header, SegmentHeader.BYTES);
        } catch (IOException | RuntimeException e) {
            created.close();
            throw e;
        }
    }

    /** The number of bytes without the zeros at the end, which a growing segment may have. */
    public static int writtenBytes(byte[] end) {
        int written = end.length;
        while (written > 0 && end[written - 1] == 0) {
            written--;
        }
        return written;
    }

    /** Its size in bytes, including the buffer, without zeros that are reserved. */
    public long length() {
        return length;
    }

    public void add(byte[] bytes, int count) throws IOException {
        if (count > BUFFER - buffered) {
            flush();
        }
        if (digested == length) {
            digest.update(bytes, 0, count);
            digested += count;
        }
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

    /** The digest of all bytes, which must be marked. O(bytes that are not in the digest yet). */
    public Sha256 digest() throws IOException {
        catchUp(Long.MAX_VALUE);
        return new Sha256(Sha256.copy(digest).digest());
    }

    /**
     * Adds up to this number of bytes of the file to the digest, if the digest is behind. All bytes must be marked. If
     * it fails, nothing has changed.
     */
    public void catchUp(long most) throws IOException {
        if (digested == length) {
            return;
        }
        MessageDigest ahead = Sha256.copy(digest);
        long to = most < length - digested ? digested + most : length;
        try (InputStream in = files.read(name, digested)) {
            for (long at = digested; at < to; ) {
                byte[] part = in.readNBytes((int) Math.min(PART, to - at));
                if (part.length == 0) {
                    throw new EOFException(name + " ends at byte " + at + " of " + length);
                }
                ahead.update(part);
                at += part.length;
            }
        }
        digest = ahead;
        digested = to;
        markedDigest = Sha256.copy(ahead);
        markedDigested = to;
    }

    /** Marks the bytes that were added so far. All of them must have been flushed. */
    public void mark() {
        if (markedLength != length) {
            markedDigest = Sha256.copy(digest);
            markedDigested = digested;
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
        digested = markedDigested;
        length = markedLength;
    }

    /**
     * Permits zeros after the last byte, until {@link #cut} or {@link #close}. Only a growing segment may have them.
     */
    public void reserveAhead() throws IOException {
        file.reserveAhead();
    }

    /** Cuts the file after the last byte. */
    public void cut() throws IOException {
        flush();
        file.truncate(length);
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
