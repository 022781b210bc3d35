package dev.memcore.bench.life;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that is set to the times of the set. It never goes back. Safe for use by several threads. */
final class SimulatedClock implements InstantSource {
    private volatile Instant now;

    SimulatedClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the clock to a moment; a moment in its past changes nothing. For one thread. */
    void advanceTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }
}
