package dev.memcore.bench.soak;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The common knowledge of all threads about the store: memories in force, and erased words. A memory that is in force
 * before and after a copy of the store is made must be in the copy; a memory erased before must not. Safe for use by
 * several threads.
 */
final class Steady {
    private static final int WORDS = 2_000;

    private final Map<MemoryId, Scope> inForce = new ConcurrentHashMap<>();
    private final Deque<String> erased = new ArrayDeque<>(); // guarded by itself

    /** Adds memories that were acknowledged and are not about to be removed. */
    void add(Scope scope, Collection<MemoryId> ids) {
        ids.forEach(id -> inForce.put(id, scope));
    }

    /** Removes memories that may be about to be removed from the store. */
    void remove(Collection<MemoryId> ids) {
        inForce.keySet().removeAll(ids);
    }

    /** Removes all memories of a scope. */
    void remove(Scope scope) {
        inForce.values().removeIf(scope::equals);
    }

    /** Returns the memories in force. */
    Map<MemoryId, Scope> inForce() {
        return new HashMap<>(inForce);
    }

    /** Returns a memory of another scope, or null if none was found quickly. */
    @Nullable
    MemoryId foreign(Scope scope) {
        int looked = 0;
        for (Map.Entry<MemoryId, Scope> entry : inForce.entrySet()) {
            if (!entry.getValue().equals(scope)) {
                return entry.getKey();
            }
            if (looked++ > 20) {
                return null;
            }
        }
        return null;
    }

    void erased(Collection<String> words) {
        synchronized (erased) {
            erased.addAll(words);
            while (erased.size() > WORDS) {
                erased.removeFirst();
            }
        }
    }

    /** Returns the words that were erased last. */
    Set<String> erasedWords() {
        synchronized (erased) {
            return new HashSet<>(erased);
        }
    }
}
