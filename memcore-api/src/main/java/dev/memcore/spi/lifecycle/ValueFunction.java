package dev.memcore.spi.lifecycle;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import java.time.Instant;

/**
 * Computes the value of a memory. A higher value means a higher priority to keep the memory. A pure function; safe for
 * any number of threads. Values are comparable within one function only. Terms for combination must be in [0, 1].
 */
@FunctionalInterface
public interface ValueFunction {
    /** Returns the finite value of a memory. */
    double value(Memory memory, Usage usage, Instant now);
}
