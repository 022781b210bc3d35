package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.Memtable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest waiting version of each memory, and the memory of each idempotency key. Look-ups are thread-safe. {@link
 * #note} is called by one thread at a time.
 */
final class MemtableLookup {
    private final Map<MemoryId, Memtable.Entry> newest = new ConcurrentHashMap<>();
    private final Map<String, MemoryId> idempotencyKeys = new ConcurrentHashMap<>();

    Memtable.@Nullable Entry get(MemoryId id) {
        return newest.get(id);
    }

    @Nullable
    MemoryId get(String idempotencyKey) {
        return idempotencyKeys.get(idempotencyKey);
    }

    /** Returns the versions of a commit as entries. Each entry gets the version before it if that waits as well. */
    List<Memtable.Entry> entries(long sequence, List<Memory> versions) {
        List<Memtable.Entry> entries = new ArrayList<>(versions.size());
        Map<MemoryId, Memtable.Entry> made = new HashMap<>();
        for (Memory version : versions) {
            Memtable.Entry older = made.getOrDefault(version.id(), newest.get(version.id()));
            Memtable.Entry entry = new Memtable.Entry(sequence, version, older);
            made.put(version.id(), entry);
            entries.add(entry);
        }
        return entries;
    }

    void note(Memtable.Entry entry) {
        Memory memory = entry.memory();
        Memtable.Entry older = newest.put(memory.id(), entry);
        if (memory.status() != Status.ERASED) {
            withKey(memory, idempotencyKeys::put);
        } else if (older != null) {
            withKey(older.memory(), idempotencyKeys::remove);
        }
    }

    private static void withKey(Memory memory, BiConsumer<String, MemoryId> action) {
        String key = memory.observation().idempotencyKey();
        if (key != null) {
            action.accept(Keys.idempotency(memory.scope(), key), memory.id());
        }
    }

    void forget(Memtable.Entry entry) {
        MemoryId id = entry.memory().id();
        newest.remove(id, entry);
        if (!newest.containsKey(id)) {
            // A newer version that arrives at this moment may lose its key. The index then finds the key by the older
            // version.
            withKey(entry.memory(), idempotencyKeys::remove);
        }
    }
}
