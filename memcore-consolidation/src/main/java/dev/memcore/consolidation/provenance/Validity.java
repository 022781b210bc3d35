package dev.memcore.consolidation.provenance;

import dev.memcore.api.Memory;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The readers of a memory and the time for which it is valid. A memory made of several must not reveal one of them to a
 * reader that may not read it, nor state at one time what was true at another. So only memories that agree in these
 * properties are combined.
 *
 * @param labels all labels that a reader needs
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
