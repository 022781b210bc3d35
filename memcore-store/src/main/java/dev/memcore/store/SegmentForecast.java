package dev.memcore.store;

/** What a rewriting would make of a segment; takes in its frames one after another. */
final class SegmentForecast {
    private final Segment segment;
    private boolean changes;
    private long bytes = SegmentHeader.BYTES;
    private boolean inRun;

    SegmentForecast(Segment segment) {
        this.segment = segment;
    }

    /** Takes in a frame, and what becomes of it; two of which nothing is left, side by side, become one. */
    void add(Frame before, Frame after) throws MalformedException {
        boolean joins = inRun && after.isEmpty();
        changes |= joins || before != after;
        bytes += joins ? 0 : FrameFormat.HEADER_BYTES + after.payload().length;
        inRun = after.isEmpty();
    }

    Segment segment() {
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
