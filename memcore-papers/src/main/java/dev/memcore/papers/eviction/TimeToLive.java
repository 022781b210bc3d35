package dev.memcore.papers.eviction;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The remaining share of the time to live of a memory's kind: 1 at its creation, 0 or less after its end, and always 1
 * for kinds without a time to live.
 */
public record TimeToLive(Map<Kind, Duration> byKind) implements ValueFunction {
    /** Checks the durations. */
    public TimeToLive {
        Arguments.allPresent(Arguments.present(byKind, "byKind").keySet(), "byKind");
        byKind.values().forEach(life -> Arguments.positive(life, "a time to live"));
        byKind = new TreeMap<>(byKind);
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        Duration life = byKind.get(memory.kind());
        return life == null ? 1 : 1 - Ages.millis(memory.createdAt(), now) / life.toMillis();
    }
}
