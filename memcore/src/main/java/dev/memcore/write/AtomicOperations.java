package dev.memcore.write;

import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Operations of one answer that are about the same memories, directly or by others between them: a merge, and what becomes of its
 * parts. They are carried out all or none: half of them would archive a text that no merge has, or keep in one what was erased
 * meanwhile. No other operation of the answer is about these memories.
 *
 * @param operations in the answer's order
 */
public record AtomicOperations(List<MemoryOp> operations) {
    /** An answer's operations, divided, in the order of the first of each. O(ids). */
    public static List<AtomicOperations> of(List<MemoryOp> answer) {
        Map<MemoryId, MemoryId> leads = new HashMap<>();
        for (MemoryOp op : answer) {
            for (MemoryId other : others(op)) {
                leads.put(root(leads, other), root(leads, op.id()));
            }
        }
        Map<MemoryId, List<MemoryOp>> parts = new LinkedHashMap<>();
        answer.forEach(op -> parts.computeIfAbsent(root(leads, op.id()), root -> new ArrayList<>())
                .add(op));
        return parts.values().stream().map(AtomicOperations::new).toList();
    }

    /** The one that stands for all that it is joined with (disjoint sets with path halving: Tarjan and van Leeuwen, 1984). */
    private static MemoryId root(Map<MemoryId, MemoryId> leads, MemoryId id) {
        MemoryId at = id;
        MemoryId next = leads.getOrDefault(at, at);
        while (!next.equals(at)) {
            MemoryId after = leads.getOrDefault(next, next);
            leads.put(at, after);
            at = after;
            next = leads.getOrDefault(at, at);
        }
        return at;
    }

    /** What an operation takes for granted beside its own memory. A link does not: it leads to whatever is there. */
    private static Set<MemoryId> others(MemoryOp op) {
        return op instanceof MemoryOp.AddLink ? Set.of() : op.references();
    }

    /** All memories that they are about, new ones among them. */
    public Set<MemoryId> memories() {
        Set<MemoryId> all = new LinkedHashSet<>();
        for (MemoryOp op : operations) {
            all.add(op.id());
            all.addAll(others(op));
        }
        return all;
    }
}
