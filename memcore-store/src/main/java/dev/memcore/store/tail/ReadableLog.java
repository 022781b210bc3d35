package dev.memcore.store.tail;

import dev.memcore.store.segment.LogSegment;
import java.time.Instant;
import java.util.List;

/**
 * The part of the log that can be read. The thread that holds the committer's turn writes it, and all threads read it.
 *
 * <p>One reference holds the complete state, so a reader that calls {@link #state()} once gets the state of one moment.
 * The list of segments is replaced before the first commit of a new segment becomes readable. So a reader that gets a
 * state first and the list later still finds every commit of that state.
 */
public final class ReadableLog {
    private volatile State state;

    /**
     * The part that can be read at one moment.
     *
     * @param lastSequence the last commit; 0 if there is none
     * @param lastMoment the recorded time of that commit, in milliseconds; {@link Long#MIN_VALUE} if there is none
     * @param segments the segments, the last of which grows
     * @param bytes the total size of the segments
     */
    public record State(long lastSequence, long lastMoment, List<LogSegment> segments, long bytes) {
        public Instant lastRecordedAt() {
            return lastSequence == 0 ? Instant.MIN : Instant.ofEpochMilli(lastMoment);
        }
    }

    public ReadableLog(State first) {
        this.state = first;
    }

    public State state() {
        return state;
    }

    public long lastSequence() {
        return state.lastSequence;
    }

    public List<LogSegment> segments() {
        return state.segments;
    }

    /** Makes a commit readable. */
    public void last(long sequence, long moment) {
        state = new State(sequence, moment, state.segments, state.bytes);
    }

    public void segments(List<LogSegment> all) {
        state = new State(state.lastSequence, state.lastMoment, all, state.bytes);
    }

    void bytes(long all) {
        state = new State(state.lastSequence, state.lastMoment, state.segments, all);
    }
}
