package dev.memcore.store;

import java.time.Instant;
import java.util.List;

/**
 * How much of the log may be read: written by whoever has the turn at the log's end, read by all.
 *
 * <p>One reference holds all of it, so a reader that takes {@link #state()} once has a log as it stood at one moment. The
 * list of segments is replaced before the first commit of a new segment becomes readable; so whoever reads an older state
 * and the list afterwards still finds every commit of that state.
 */
final class ReadableLog {
    private volatile State state;

    /**
     * What may be read at one moment.
     *
     * @param lastSequence the last commit; 0: there is none
     * @param lastMoment when that was recorded, in milliseconds; {@link Long#MIN_VALUE}: there is none
     * @param segments the segments, the last of which grows
     * @param bytes the size of all of them
     */
    record State(long lastSequence, long lastMoment, List<Segment> segments, long bytes) {
        /** A log that was just opened. O(last segment). */
        static State opened(LogFiles files, Manifest manifest, long lastSequence, long bytes) {
            List<Segment> segments = manifest.segments();
            long moment = Long.MIN_VALUE;
            if (lastSequence > 0) {
                try (LogCursor end =
                        new LogCursor(files, manifest.store(), () -> segments, lastSequence, lastSequence)) {
                    moment = end.next().recordedAt().toEpochMilli();
                }
            }
            return new State(lastSequence, moment, segments, bytes);
        }

        Instant lastRecordedAt() {
            return lastSequence == 0 ? Instant.MIN : Instant.ofEpochMilli(lastMoment);
        }
    }

    ReadableLog(State first) {
        this.state = first;
    }

    State state() {
        return state;
    }

    long lastSequence() {
        return state.lastSequence;
    }

    List<Segment> segments() {
        return state.segments;
    }

    /** Makes a commit readable. */
    void last(long sequence, long moment) {
        state = new State(sequence, moment, state.segments, state.bytes);
    }

    void segments(List<Segment> all) {
        state = new State(state.lastSequence, state.lastMoment, all, state.bytes);
    }

    void bytes(long all) {
        state = new State(state.lastSequence, state.lastMoment, state.segments, all);
    }
}
