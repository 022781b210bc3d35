package dev.memcore.consolidation.duplicate;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves the search keys of duplicates to the kept memory, so that it is found by every question that found a duplicate.
 * Tracks which keys were moved in this run, and holds keys only of memories that received some. For one thread.
 */
final class HandedOverKeys {
    private final Map<MemoryId, SearchKeys> given = new HashMap<>();

    /** Whether the kept memory may receive the keys of a duplicate: it is not pinned, or already has them. */
    static boolean allowed(Memory duplicate, Memory keeper) {
        SearchKeys own = keeper.observation().searchKeys();
        return !keeper.pinned()
                || own.plus(duplicate.observation().searchKeys()).equals(own);
    }

    /**
     * Returns the operations that add the duplicate's missing keys to the kept memory: one for each list that changes,
     * up to the limit of the list.
     */
    List<MemoryOp> operations(Memory duplicate, Memory keeper, Cause cause) {
        SearchKeys theirs = duplicate.observation().searchKeys();
        SearchKeys own = given.getOrDefault(keeper.id(), keeper.observation().searchKeys());
        SearchKeys sum = theirs.isEmpty() ? own : own.plus(theirs);
        List<MemoryOp> operations = new ArrayList<>();
        sum.lists().forEach((name, texts) -> {
            if (!texts.equals(own.of(name))) {
                operations.add(new MemoryOp.SetSearchKeys(keeper.id(), name, texts, cause));
            }
        });
        if (!operations.isEmpty()) {
            given.put(keeper.id(), sum);
        }
        return operations;
    }
}
