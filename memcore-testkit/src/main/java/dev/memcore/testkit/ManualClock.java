package dev.memcore.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A fake clock that stands still until it is moved. Safe for any number of threads. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    /** A clock that stands at a moment. */
    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock by a while; back, if that is negative. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Puts the clock to a moment, earlier ones included: clocks do that. */
    public synchronized void set(Instant moment) {
        now = moment;
    }
}
