package dev.memcore.adapter.entry;

import dev.memcore.adapter.ExactScope;
import dev.memcore.adapter.KeyedLocks;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Writes the entries of exactly the scope of a space. Other memories are neither found nor changed. Safe for use by
 * several threads, also through several instances over one scope.
 */
public final class EntryStore {
    /** Allows one change of a scope's entries at a time, in all adapters of the process. */
    private static final KeyedLocks LOCKS = new KeyedLocks();

    private record Key(Scope scope, Kind kind) {}

    private final MemorySpace space;
    private final EntryForm form;

    /** Creates an access to the entries of a space. */
    public EntryStore(MemorySpace space, EntryForm form) {
        this.space = Arguments.present(space, "space");
        this.form = Arguments.present(form, "form");
    }

    /**
     * Stores entries. An entry with a known id replaces the stored one: its text and attributes become a new version of
     * the same memory. If an id occurs twice, the last entry is stored, at its place in the list. All new entries are
     * stored in one commit, and all changed ones in another. Without a change, nothing is written.
     *
     * @param given observations that {@link EntryForm#begin} began, with the ids of their entries
     */
    public void put(List<Map.Entry<String, Observation>> given) {
        SequencedMap<String, Observation> last = new LinkedHashMap<>();
        given.forEach(entry -> last.putLast(entry.getKey(), entry.getValue()));
        if (!last.isEmpty()) {
            exclusively(() -> store(last));
        }
    }

    private void store(Map<String, Observation> given) {
        Map<String, Memory> present = withIds(given.keySet());
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
            changes.add(new MemoryOp.Revise(
                    before.id(), wanted.text(), 0, form.names().cause()));
        }
        Set<String> removed = new HashSet<>(before.attributes().keySet());
        removed.removeIf(name -> !form.isOwn(name));
        removed.removeAll(wanted.attributes().keySet());
        Map<String, AttributeValue> set = new HashMap<>(wanted.attributes());
        set.entrySet()
                .removeIf(entry -> entry.getValue().equals(before.attributes().get(entry.getKey())));
        if (!set.isEmpty() || !removed.isEmpty()) {
            changes.add(new MemoryOp.SetAttributes(
                    before.id(), set, removed, form.names().cause()));
        }
        return changes;
    }

    /** Forgets the entries with these ids; unknown ids are ignored. */
    public void forget(Collection<String> ids) {
        Set<String> wanted = Set.copyOf(Arguments.allPresent(ids, "ids"));
        exclusively(() -> forgetAll(find(wanted)));
    }

    /** Forgets the entries that a filter accepts. */
    public void forget(MemoryFilter filter) {
        exclusively(() -> forgetAll(ExactScope.list(space, filter)));
    }

    private void forgetAll(List<Memory> memories) {
        memories.forEach(memory -> space.forget(memory.id()));
    }

    /** Returns the memories that hold entries with these ids, by id; unknown ids are ignored. */
    public Map<String, Memory> withIds(Collection<String> ids) {
        Map<String, Memory> found = new LinkedHashMap<>();
        find(Set.copyOf(Arguments.allPresent(ids, "ids"))).forEach(memory -> found.put(form.idOf(memory), memory));
        return found;
    }

    private List<Memory> find(Set<String> ids) {
        List<String> wanted = List.copyOf(ids);
        List<Memory> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += Condition.MAX_VALUES) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + Condition.MAX_VALUES));
            found.addAll(ExactScope.list(space, form.withIds(some)));
        }
        return found;
    }

    private void exclusively(Runnable action) {
        LOCKS.exclusively(new Key(space.principal().scope(), form.kind()), action);
    }
}
