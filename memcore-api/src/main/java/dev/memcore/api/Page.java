package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Part of a listing, oldest memory first.
 *
 * @param memories the memories of this page
 * @param next where the next page starts, to be given as {@code after}; null: this was the last page
 */
public record Page(List<Memory> memories, @Nullable MemoryId next) {
    /** Copies the list. */
    public Page {
        memories = Arguments.list(memories, "memories");
    }

    /** Where the next page starts; empty: this was the last page. */
    public Optional<MemoryId> nextPage() {
        return Optional.ofNullable(next);
    }
}
