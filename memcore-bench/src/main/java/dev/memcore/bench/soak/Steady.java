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
 * What all threads know of the store: memories that are in force, and words that were erased. What is in force before and after a
 * copy of the store was made must be in the copy; what was erased before must not. Safe for any number of threads.
 */
final class Steady {
    private static final int WORDS = 2_000;

    private final Map<MemoryId, Scope> inForce = new ConcurrentHashMap<>();
    private final Deque<String> erased = new ArrayDeque<>(); // guarded by itself

    /** They were acknowledged, and nobody is about to take them away. */
    void add(Scope scope, Collection<MemoryId> ids) {
        ids.forEach(id -> inForce.put(id, scope));
    }

    /** They are about to be taken away, perhaps. */
    void remove(Collection<MemoryId> ids) {
        inForce.keySet().removeAll(ids);
    }

    /** The memories of a scope are no longer known. */
    void remove(Scope scope) {
        inForce.values().removeIf(scope::equals);
    }

    /** What is in force now. */
    Map<MemoryId, Scope> inForce() {
        return new HashMap<>(inForce);
    }

    /** A memory of another scope, or null: none was found soon. */
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

    /** The words that were erased last. */
    Set<String> erasedWords() {
        synchronized (erased) {
            return new HashSet<>(erased);
        }
    }
}
