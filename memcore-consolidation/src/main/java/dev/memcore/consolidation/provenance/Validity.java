package dev.memcore.consolidation.provenance;

import dev.memcore.api.Memory;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom a memory is, and when it was true. What is made of several memories must not tell who may not read one of them, nor say of
 * one moment what was true at another; so only what agrees in this is folded together.
 *
 * @param labels all that a reader needs
 * @param from null: unbounded
 * @param to null: unbounded
 */
public record Validity(
        Set<String> labels,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static Validity of(Memory memory) {
        return new Validity(
                memory.observation().labels(),
                memory.observation().validFrom(),
                memory.observation().validTo());
    }
}
