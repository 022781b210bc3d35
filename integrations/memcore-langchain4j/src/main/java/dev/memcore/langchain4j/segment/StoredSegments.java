package dev.memcore.langchain4j.segment;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The segments of exactly the scope of a space. The caller makes changes of one scope one after another. */
public final class StoredSegments {
    private final MemorySpace space;
    private final Cause cause;

    /**
     * Creates an access to the segments of a space.
     *
     * @param cause the cause of all changes
     */
    public StoredSegments(MemorySpace space, Cause cause) {
        this.space = space;
        this.cause = cause;
    }

    /** Stores observations under their ids; a known id gets a new version. */
    public void put(Map<String, Observation> given) {
        Map<String, Memory> present = new HashMap<>();
        withIds(List.copyOf(given.keySet())).forEach(memory -> present.put(SegmentCodec.idOf(memory), memory));
        List<Observation> added = new ArrayList<>();
        List<MemoryOp> changes = new ArrayList<>();
        given.forEach((id, observation) -> {
            Memory before = present.get(id);
            if (before == null) {
                added.add(observation);
            } else {
                changes.addAll(changes(before, observation));
            }
        });
        if (!added.isEmpty()) {
            space.rememberAll(added);
        }
        if (!changes.isEmpty()) {
            space.apply(changes);
        }
    }

    private List<MemoryOp> changes(Memory before, Observation wanted) {
        List<MemoryOp> changes = new ArrayList<>();
        if (!before.text().equals(wanted.text())) {
            changes.add(new MemoryOp.Revise(before.id(), wanted.text(), 0, cause));
        }
        Set<String> removed = new HashSet<>(before.attributes().keySet());
        removed.removeIf(name -> !SegmentCodec.isOwn(name));
        removed.removeAll(wanted.attributes().keySet());
        Map<String, AttributeValue> set = new HashMap<>(wanted.attributes());
        set.entrySet()
                .removeIf(entry -> entry.getValue().equals(before.attributes().get(entry.getKey())));
        if (!set.isEmpty() || !removed.isEmpty()) {
            changes.add(new MemoryOp.SetAttributes(before.id(), set, removed, cause));
        }
        return changes;
    }

    /** Forgets the segments with these ids; unknown ids are ignored. */
    public void forget(List<String> ids) {
        withIds(ids).forEach(memory -> space.forget(memory.id()));
    }

    /** Forgets the segments that a filter accepts. */
    public void forget(MemoryFilter filter) {
        list(filter).forEach(memory -> space.forget(memory.id()));
    }

    private List<Memory> withIds(List<String> ids) {
        List<Memory> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += Condition.MAX_VALUES) {
            found.addAll(list(
                    SegmentCodec.withIds(ids.subList(from, Math.min(ids.size(), from + Condition.MAX_VALUES)))));
        }
        return found;
    }

    private List<Memory> list(MemoryFilter filter) {
        List<Memory> found = new ArrayList<>();
        MemoryId after = null;
        do {
            Page page = space.list(filter, after, MemoryQuery.MAX_LIMIT);
            page.memories().stream()
                    .filter(memory -> memory.scope().equals(space.principal().scope()))
                    .forEach(found::add);
            after = page.next();
        } while (after != null);
        return found;
    }
}
