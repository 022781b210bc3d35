package dev.memcore.store.segment;

import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.file.LogFiles;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Copies segments frame by frame, and verifies each frame. It copies one segment unchanged, or one or several with
 * changes.
 */
public final class SegmentCopy {
    private final LogFiles from;
    private final LogFiles to;

    /** Replaces frames. */
    @FunctionalInterface
    public interface Change {
        /** Returns the frame that replaces this one and has the same commits, or this frame if it does not change. */
        Frame of(Frame frame) throws MalformedException;
    }

    /**
     * The properties of a copy.
     *
     * @param lastSequence its last commit
     * @param bytes its size
     * @param digest the SHA-256 of the complete file
     */
    public record Written(long lastSequence, long bytes, Sha256 digest) {}

    /** Receives the frames of a segment. */
    @FunctionalInterface
    private interface Sink {
        void take(Frame frame) throws IOException, MalformedException;
    }

    public SegmentCopy(LogFiles from, LogFiles to) {
        this.from = from;
        this.to = to;
    }

    /** Copies the first bytes of a segment. When this returns, the copy is durable, but no manifest lists it yet. */
    public Written exact(LogSegment source, long bytes, String target) throws IOException {
        SegmentHeader header = header(source);
        try (SegmentFile out = SegmentFile.create(to, target, header)) {
            long last = read(source, bytes, new FrameWriter(out, header.store())::add);
            return written(out, last);
        }
    }

    /**
     * Writes consecutive segments into one file of the newest format, with changes. Consecutive empty commits become
     * runs. The header is that of the first segment.
     */
    public Written changed(List<LogSegment> sources, String target, Change change) throws IOException {
        SegmentHeader header = header(sources.getFirst());
        try (SegmentFile out = SegmentFile.create(to, target, header.rewritten())) {
            FrameWriter frames = new FrameWriter(out, header.store());
            long last = 0;
            for (LogSegment source : sources) {
                last = read(source, source.sealed().bytes(), frame -> frames.gather(change.of(frame)));
                source.checkEnd(last);
            }
            frames.endRun();
            return written(out, last);
        }
    }

    private static Written written(SegmentFile out, long last) throws IOException {
        out.sync();
        return new Written(last, out.length(), out.digest());
    }

    private SegmentHeader header(LogSegment source) throws IOException {
        try (InputStream in = from.read(source.file(), 0)) {
            return SegmentHeader.read(in, source.file());
        }
    }

    /** Reads a segment. Returns its last commit. */
    private long read(LogSegment source, long end, Sink sink) throws IOException {
        try (InputStream in = from.read(source.file(), 0)) {
            StoreId store = SegmentHeader.read(in, source.file()).store();
            FrameReader frames = new FrameReader(in, store, end, source.firstSequence(), null);
            Frame frame = frames.next();
            while (frame != null) {
                take(frame, source, sink);
                frame = frames.next();
            }
            return frames.nextSequence() - 1;
        } catch (BadFrameException e) {
            throw e.damage(source.file());
        }
    }

    private static void take(Frame frame, LogSegment source, Sink sink) throws IOException {
        try {
            sink.take(frame);
        } catch (MalformedException e) {
            throw e.damage(source.file(), frame.sequence());
        }
    }
}
