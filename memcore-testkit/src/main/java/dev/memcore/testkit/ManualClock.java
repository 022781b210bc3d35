package dev.memcore.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A fake clock that advances only when a test sets it. Safe for any number of threads. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    /** Creates a clock with a start time. */
    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Advances the clock by a duration. A negative duration sets it back. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets the clock. The new time may be earlier, because real clocks are also set back. */
    public synchronized void set(Instant moment) {
        now = moment;
    }
}
