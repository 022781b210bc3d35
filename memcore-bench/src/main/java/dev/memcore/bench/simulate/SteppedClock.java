package dev.memcore.bench.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on when it is told to. Safe for any number of threads. */
final class SteppedClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Trace.BEGIN);

    @Override
    public Instant instant() {
        return now.get();
    }

    void advance(Duration step) {
        now.updateAndGet(moment -> moment.plus(step));
    }
}
