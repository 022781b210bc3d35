package dev.memcore.store.segment;

import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;

/** A forecast of one segment after a rewrite. It receives the frames of the segment one after another. */
public final class SegmentForecast {
    private final LogSegment segment;
    private boolean changes;
    private long bytes = SegmentHeader.BYTES;
    private boolean inRun;

    public SegmentForecast(LogSegment segment) {
        this.segment = segment;
    }

    /** Adds a frame before and after the change. Consecutive empty frames are joined into one. */
    public void add(Frame before, Frame after) throws MalformedException {
        boolean joins = inRun && after.isEmpty();
        changes |= joins || before != after;
        bytes += joins ? 0 : FrameFormat.HEADER_BYTES + after.payload().length;
        inRun = after.isEmpty();
    }

    public LogSegment segment() {
        return segment;
    }

    /** Whether the rewrite changes the segment. */
    boolean changes() {
        return changes;
    }

    /** The size after the rewrite, in bytes. The encoded number of commits of a run may differ in length. */
    long bytes() {
        return bytes;
    }
}
