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
 * Operations of one proposal that concern the same memories, directly or through other operations. An example is a
 * merge and the changes of its parts. They are carried out all or none. Otherwise a text could be archived that no
 * merge holds, or a merge could keep a text that was erased meanwhile. No other operation of the proposal concerns
 * these memories.
 *
 * @param operations in the order of the proposal
 */
public record AtomicOperations(List<MemoryOp> operations) {
    /** Divides a proposal, in the order of the first operation of each group. O(ids). */
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

    /** The representative of a set (disjoint sets with path halving: Tarjan and van Leeuwen, 1984). */
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

    /**
     * The memories that an operation depends on in addition to its own. A link depends on none, because its target need
     * not exist.
     */
    private static Set<MemoryId> others(MemoryOp op) {
        return op instanceof MemoryOp.AddLink ? Set.of() : op.references();
    }

    /** All memories that the operations concern, including new ones. */
    public Set<MemoryId> memories() {
        Set<MemoryId> all = new LinkedHashSet<>();
        for (MemoryOp op : operations) {
            all.add(op.id());
            all.addAll(others(op));
        }
        return all;
    }
}
