package dev.memcore.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes a segment anew, frame by frame, each of which it checks: as it was, or with other payloads. */
final class SegmentCopy {
    private final LogFiles from;
    private final LogFiles to;

    /** What becomes of a frame. */
    @FunctionalInterface
    interface Change {
        /** The new payload, or null: as it was. */
        @Nullable
        ByteWriter of(Frame frame);
    }

    /**
     * What was written.
     *
     * @param lastSequence the last commit of it
     * @param bytes how many bytes
     * @param digest their SHA-256
     */
    record Written(long lastSequence, long bytes, Digest digest) {}

    SegmentCopy(LogFiles from, LogFiles to) {
        this.from = from;
        this.to = to;
    }

    /** Copies the first bytes of a segment; the copy is durable, but for the manifest. */
    Written exact(Segment source, long bytes, String target) throws IOException {
        return write(source, bytes, target, false, frame -> null);
    }

    /** Writes a whole segment with changes, in the newest format. */
    Written changed(Segment source, String target, Change change) throws IOException {
        return write(source, source.sealed().bytes(), target, true, change);
    }

    private Written write(Segment source, long end, String target, boolean newest, Change change) throws IOException {
        try (InputStream in = from.read(source.file(), 0)) {
            SegmentHeader header = SegmentHeader.read(in, source.file());
            FrameReader frames = new FrameReader(in, header.store(), end, source.firstSequence(), null);
            try (SegmentFile out = SegmentFile.create(to, target, newest ? header.rewritten() : header)) {
                Frame frame = frames.next();
                while (frame != null) {
                    add(out, header.store(), frame, change.of(frame));
                    frame = frames.next();
                }
                out.sync();
                return new Written(frames.nextSequence() - 1, out.length(), out.digest());
            }
        } catch (BadFrameException e) {
            throw e.damage(source.file());
        }
    }

    /** The lag stays: what it proves of the commits before stays true. */
    private static void add(SegmentFile out, StoreId store, Frame frame, @Nullable ByteWriter changed)
            throws IOException {
        byte[] payload = changed == null ? frame.payload() : changed.bytes();
        int length = changed == null ? payload.length : changed.length();
        CRC32C checksum = store.checksum();
        checksum.update(payload, 0, length);
        ByteWriter header = new ByteWriter(FrameFormat.HEADER_BYTES);
        FrameFormat.header(header, length, frame.sequence(), frame.lag(), checksum);
        out.add(header.bytes(), header.length());
        out.add(payload, length);
    }
}
