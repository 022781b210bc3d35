package dev.memcore.bench.simulate.trace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that is advanced explicitly. Safe for use by several threads. */
public final class SteppedClock implements InstantSource {
    private final AtomicLong millis = new AtomicLong(Trace.BEGIN.toEpochMilli());

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    public void advance(Duration step) {
        millis.addAndGet(step.toMillis());
    }
}
