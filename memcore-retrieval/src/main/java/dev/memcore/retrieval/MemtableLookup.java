package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest waiting version of each memory, the memory of each idempotency key, and the versions that may not be
 * projected yet. Thread-safe, but {@link #note} is called by one thread at a time.
 *
 * <p>A reader projects all that it sees, so writers that are faster than the indexer would make recalls slower and
 * slower. Therefore a writer beside readers projects some of the oldest waiting versions before it appends, until few
 * are left.
 */
final class MemtableLookup {
    private static final Logger LOG = LoggerFactory.getLogger(MemtableLookup.class);

    /** The number of versions that writers leave to readers and to the indexer: about a tenth of a millisecond of work. */
    private static final int LEFT = 2;

    /** The number of versions that a writer projects before it appends one. */
    private static final int MOST_AT_ONCE = 4;

    private final Projector projector;
    private final Queue<Memtable.Entry> unprojected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger backlog = new AtomicInteger();
    private final Map<MemoryId, Memtable.Entry> newest = new ConcurrentHashMap<>();
    private final Map<String, MemoryId> idempotencyKeys = new ConcurrentHashMap<>();

    MemtableLookup(Projector projector) {
        this.projector = projector;
    }

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
        unprojected.add(entry);
        backlog.incrementAndGet();
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

    /** Projects some of the oldest versions, until few are left. A failure is not thrown; the indexer reports it. */
    void projectBacklog() {
        for (int i = 0; i < MOST_AT_ONCE && backlog.get() > LEFT; i++) {
            Memtable.Entry oldest = unprojected.poll();
            if (oldest == null) {
                return;
            }
            backlog.decrementAndGet();
            try {
                oldest.prepare(projector);
            } catch (RuntimeException e) {
                LOG.debug("{} is left to the indexer", oldest.memory().id(), e);
            }
        }
    }

    /** Removes an indexed version. Versions are forgotten in the order in which they were noted. */
    void forget(Memtable.Entry entry) {
        if (unprojected.peek() == entry && unprojected.remove(entry)) {
            backlog.decrementAndGet();
        }
        MemoryId id = entry.memory().id();
        newest.remove(id, entry);
        if (!newest.containsKey(id)) {
            // A newer version that arrives at this moment may lose its key. The index then finds the key by the older
            // version.
            withKey(entry.memory(), idempotencyKeys::remove);
        }
    }
}
