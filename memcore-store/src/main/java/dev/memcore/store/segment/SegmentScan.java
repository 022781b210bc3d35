package dev.memcore.store.segment;

import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Reads the frames of one segment, and continues after damage with the next intact frame. */
public final class SegmentScan {
    private final LogFiles files;
    private final StoreId store;
    private final String file;
    private final long size;
    private final long firstSequence;
    private final @Nullable MessageDigest digest;
    private long bytes = SegmentHeader.BYTES;

    /** Receives the intact and the bad frames, in order. */
    public interface Visitor {
        void intact(Frame frame);

        void bad(BadFrameException frame);
    }

    public SegmentScan(
            LogFiles files, StoreId store, String file, long size, long firstSequence, @Nullable MessageDigest digest) {
        this.files = files;
        this.store = store;
        this.file = file;
        this.size = size;
        this.firstSequence = firstSequence;
        this.digest = digest;
    }

    /** The number of bytes that were read. */
    public long bytes() {
        return bytes;
    }

    /**
     * Visits the frames up to a commit.
     *
     * @return the last intact commit, or the one before the first if there is none
     */
    public long visit(long last, Visitor visitor) throws IOException {
        long reached = firstSequence - 1;
        long offset;
        try (FrameReader reader =
                new FrameReader(files.read(file, SegmentHeader.BYTES), store, size, firstSequence, digest)) {
            Frame frame = null;
            while (reached < last && (frame = next(reader, visitor)) != null) {
                visitor.intact(frame);
                reached = frame.last();
            }
            bytes = reader.offset();
            offset = reader.offset();
            if (reached == last || frame != null || reader.offset() == size) {
                return reached;
            }
        }
        return search(offset, reached, last, visitor);
    }

    private static @Nullable Frame next(FrameReader reader, Visitor visitor) throws IOException {
        try {
            return reader.next();
        } catch (BadFrameException e) {
            visitor.bad(e);
            return null;
        }
    }

    private long search(long from, long after, long last, Visitor visitor) throws IOException {
        byte[] rest;
        try (InputStream in = files.read(file, from)) {
            rest = in.readAllBytes();
        }
        bytes += rest.length;
        FrameSearch search = new FrameSearch(rest, from, store);
        long reached = after;
        Frame frame = search.next(from + 1, reached);
        while (frame != null && frame.sequence() <= last) {
            visitor.intact(frame);
            reached = frame.last();
            Frame next = search.next(frame.end(), reached);
            if (next != null && next.offset() != frame.end()) {
                visitor.bad(new BadFrameException(frame.end(), false, "no commit up to byte " + next.offset()));
            }
            frame = next;
        }
        return reached;
    }
}
