package dev.memcore.consolidation.value;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;

/**
 * The heat of a memory as in MemoryOS (Kang et al., Memory OS of AI Agent, 2025): {@code visits * N + length * L +
 * recency * e^(-t / fading)}. N is the number of uses, L the number of memories it was made from (1 if it was not
 * derived), and t the time since its last use, or since its recording. Heat can exceed 1: compare it with a threshold,
 * or with other heats.
 *
 * @param visits the weight of uses, alpha in the paper; not negative
 * @param length the weight of length, beta; not negative
 * @param recency the weight of recency, gamma; not negative
 * @param fading the time after which e^-1 of the recency remains, mu in the paper
 */
public record Heat(double visits, double length, double recency, Duration fading) implements ValueFunction {
    /** The threshold at which the paper and the released code promote: this heat or more. */
    public static final double THRESHOLD = 5;

    /** The constants of the paper: weights 1, fading over 10,000,000 seconds, about 116 days. */
    public static final Heat PAPER = new Heat(1, 1, 1, Duration.ofSeconds(10_000_000));

    /** The constants of the code released as memoryos-pro: weights 1, fading over 24 hours. */
    public static final Heat RELEASED = new Heat(1, 1, 1, Duration.ofHours(24));

    /** Checks the constants. */
    public Heat {
        Arguments.notNegative(visits, "visits");
        Arguments.notNegative(length, "length");
        Arguments.notNegative(recency, "recency");
        Arguments.positive(fading, "fading");
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        int parts = Math.max(1, memory.observation().derivedFrom().size());
        double idle = Ages.millis(Ages.lastTouched(memory, usage), now);
        return visits * usage.uses() + length * parts + recency * Math.exp(-idle / fading.toMillis());
    }
}
