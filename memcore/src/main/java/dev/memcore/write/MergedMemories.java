package dev.memcore.write;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Merges the memories of the index with changed versions, which take precedence. Both are in the order of ids. */
final class MergedMemories implements Iterator<Memory> {
    private final Iterator<Memory> indexed;
    private final Map<MemoryId, Memory> replaced;
    private final Iterator<Memory> changed;
    private @Nullable Memory nextIndexed;
    private @Nullable Memory nextChanged;

    /**
     * @param changed the versions that replace indexed ones
     * @param meant selects among the changed versions
     */
    MergedMemories(Iterator<Memory> indexed, SortedMap<MemoryId, Memory> changed, Predicate<Memory> meant) {
        this.indexed = indexed;
        this.replaced = changed;
        this.changed = changed.values().stream().filter(meant).iterator();
    }

    @Override
    public boolean hasNext() {
        while (nextIndexed == null && indexed.hasNext()) {
            Memory found = indexed.next();
            nextIndexed = replaced.containsKey(found.id()) ? null : found;
        }
        if (nextChanged == null && changed.hasNext()) {
            nextChanged = changed.next();
        }
        return nextIndexed != null || nextChanged != null;
    }

    @Override
    public Memory next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Memory first = nextIndexed;
        if (first != null && (nextChanged == null || first.id().compareTo(nextChanged.id()) < 0)) {
            nextIndexed = null;
            return first;
        }
        first = Objects.requireNonNull(nextChanged);
        nextChanged = null;
        return first;
    }
}
