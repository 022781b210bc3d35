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
 * The search keys of duplicates, which their keeper takes over: a question that the one answers, the other answers too. Knows what was
 * handed over in this run, and holds keys of those keepers only that were given some. For one thread.
 */
final class HandedOverKeys {
    private final Map<MemoryId, SearchKeys> given = new HashMap<>();

    /** Whether a keeper can take a duplicate's keys over, or has them already; a pinned one is left as it is. */
    static boolean allowed(Memory duplicate, Memory keeper) {
        SearchKeys own = keeper.observation().searchKeys();
        return !keeper.pinned()
                || own.plus(duplicate.observation().searchKeys()).equals(own);
    }

    /** What gives the keeper those of a duplicate's keys that it does not have: an operation for each list, as far as it has room. */
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
