package dev.memcore.store;

import java.util.List;

/**
 * How much of the log may be read: written by the log's thread, read by all.
 *
 * <p>The list of segments is replaced before the first commit of a new segment becomes readable; so whoever reads the
 * sequence first and the list afterwards finds every commit up to that sequence.
 */
final class ReadableLog {
    private volatile long lastSequence;
    private volatile List<Segment> segments;
    private volatile long bytes;

    ReadableLog(long lastSequence, List<Segment> segments, long bytes) {
        this.lastSequence = lastSequence;
        this.segments = segments;
        this.bytes = bytes;
    }

    long lastSequence() {
        return lastSequence;
    }

    List<Segment> segments() {
        return segments;
    }

    long bytes() {
        return bytes;
    }

    void lastSequence(long sequence) {
        lastSequence = sequence;
    }

    void segments(List<Segment> all) {
        segments = all;
    }

    void bytes(long all) {
        bytes = all;
    }
}
