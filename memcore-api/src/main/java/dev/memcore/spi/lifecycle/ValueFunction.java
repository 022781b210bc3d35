package dev.memcore.spi.lifecycle;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import java.time.Instant;

/**
 * What a memory is worth: the higher, the sooner it is kept. A pure function; safe for any number of threads. Values of one
 * function are compared with each other only; terms that are to be combined lie in [0, 1].
 */
@FunctionalInterface
public interface ValueFunction {
    /** The value of a memory, finite. */
    double value(Memory memory, Usage usage, Instant now);
}
