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

/** The share of its life that a memory still has by its kind: 1 when created, 0 or less when over, 1 for other kinds. */
public record TimeToLive(Map<Kind, Duration> byKind) implements ValueFunction {
    /** Checks the lives. */
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
