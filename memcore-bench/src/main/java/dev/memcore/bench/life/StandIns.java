package dev.memcore.bench.life;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Page;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.filter.MemoryFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the memory that counts for another one after maintenance. A merged memory, or one that superseded its
 * duplicates, counts for its parts. A gist counts only for itself.
 */
final class StandIns {
    /** The attribute of merged memories. */
    private static final String MERGED = "merged.count";

    private static final String POLICY = "policy:";

    private final MemorySpace space;
    private final Map<MemoryId, MemoryId> mergedInto = new HashMap<>();

    /** Reads all memories of a space once. */
    StandIns(MemorySpace space) {
        this.space = space;
        MemoryFilter.Builder everyTier = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            everyTier.tier(tier);
        }
        MemoryFilter filter = everyTier.build();
        @Nullable MemoryId after = null;
        do {
            Page page = space.list(filter, after, MemoryQuery.MAX_LIMIT);
            page.memories().stream().filter(StandIns::isMerged).forEach(this::take);
            after = page.next();
        } while (after != null);
    }

    private void take(Memory merged) {
        merged.observation().derivedFrom().forEach(part -> mergedInto.put(part, merged.id()));
    }

    private static boolean isMerged(Memory memory) {
        return memory.observation().attributes().get(MERGED) instanceof AttributeValue.Whole
                && !memory.observation().derivedFrom().isEmpty();
    }

    /** The memory that counts for this one; itself, if it was not merged. */
    MemoryId of(MemoryId id) {
        Set<MemoryId> passed = new HashSet<>();
        MemoryId at = id;
        while (passed.add(at)) {
            MemoryId next = next(at);
            if (next == null) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Returns the memory whose text contains the given one: itself, or the memory into which it was merged. */
    MemoryId shownBy(MemoryId id) {
        MemoryId at = id;
        for (MemoryId next = mergedInto.get(at); next != null; next = mergedInto.get(at)) {
            at = next;
        }
        return at;
    }

    private @Nullable MemoryId next(MemoryId id) {
        MemoryId merged = mergedInto.get(id);
        if (merged != null) {
            return merged;
        }
        Optional<Memory> memory = space.get(id);
        return memory.filter(present -> present.status() == Status.SUPERSEDED)
                .filter(present -> present.cause().actor().startsWith(POLICY))
                .map(Memory::supersededBy)
                .orElse(null);
    }
}
