package dev.memcore.store.segment;

import dev.memcore.store.bytes.MalformedException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;

/** What a rewriting would make of a segment; takes in its frames one after another. */
public final class SegmentForecast {
    private final LogSegment segment;
    private boolean changes;
    private long bytes = SegmentHeader.BYTES;
    private boolean inRun;

    public SegmentForecast(LogSegment segment) {
        this.segment = segment;
    }

    /** Takes in a frame, and what becomes of it; two of which nothing is left, side by side, become one. */
    public void add(Frame before, Frame after) throws MalformedException {
        boolean joins = inRun && after.isEmpty();
        changes |= joins || before != after;
        bytes += joins ? 0 : FrameFormat.HEADER_BYTES + after.payload().length;
        inRun = after.isEmpty();
    }

    public LogSegment segment() {
        return segment;
    }

    /** Whether anything in it changes. */
    boolean changes() {
        return changes;
    }

    /** How large it becomes, in bytes; of a run, the length of its number may differ. */
    long bytes() {
        return bytes;
    }
}
