package dev.memcore.api;

import dev.memcore.api.check.Arguments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, oldest memory first.
 *
 * @param memories the memories of this page
 * @param next where the next page starts: pass it as {@code after} of the next call; null if this is the last page
 */
public record Page(List<Memory> memories, @Nullable MemoryId next) {
    /** Copies the list. */
    public Page {
        memories = Arguments.list(memories, "memories");
    }

    /** Returns where the next page starts, or empty if this is the last page. */
    public Optional<MemoryId> nextPage() {
        return Optional.ofNullable(next);
    }
}
