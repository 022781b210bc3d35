package dev.memcore.bench.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts operations, and reports the counts to the parent from time to time. A kill loses unreported counts. Safe for
 * use by several threads.
 */
final class Tally {
    private final Map<String, LongAdder> operations = new ConcurrentHashMap<>();
    private final AtomicLong reopened = new AtomicLong();
    private final Interrupter interrupter;
    private final Wire wire;
    private long cancelledTold;

    Tally(Interrupter interrupter, Wire wire) {
        this.interrupter = interrupter;
        this.wire = wire;
    }

    void count(String operation) {
        operations.computeIfAbsent(operation, name -> new LongAdder()).increment();
    }

    void reopened() {
        reopened.incrementAndGet();
    }

    /** Reports the counts since the last report to the parent. */
    synchronized void tell() {
        Map<String, Long> done = new TreeMap<>();
        operations.forEach((name, count) -> done.put(name, count.sumThenReset()));
        done.values().removeIf(count -> count == 0);
        long cancelled = interrupter.cancelled();
        wire.counts(cancelled - cancelledTold, reopened.getAndSet(0), done);
        cancelledTold = cancelled;
    }
}
