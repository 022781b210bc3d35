package dev.memcore.retrieval;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Status;
import dev.memcore.io.StorageFailure;
import dev.memcore.io.Uninterruptibly;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.storage.Memtable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border between what is in the index and what waits before it. Three parties meet here: the log's thread publishes,
 * the indexer takes what waits and hands back a newer index, and readers take snapshots without waiting for either.
 *
 * <p>One volatile field holds the snapshot; it is replaced under the lock, by the publisher (a longer tail) and by the
 * indexer (a newer index and a shorter tail, at once). So a reader sees every version exactly once.
 */
public final class MemtableManager {
    private static final Logger LOG = LoggerFactory.getLogger(MemtableManager.class);

    /** The indexer waits this long for company for a lone version... */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** ... unless so many have come already. */
    private static final int EAGER = 1_024;

    /** The most versions that the indexer takes at once. */
    private static final int BATCH = 8_192;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition shrunk = lock.newCondition();

    /** The newest waiting version of a memory, and its key: look-ups by id and key need no pass over the tail. */
    private final Map<MemoryId, Memtable.Entry> newest = new ConcurrentHashMap<>();

    private final Map<String, MemoryId> idempotencyKeys = new ConcurrentHashMap<>();

    /** What the indexer is asked to do beside indexing. */
    private final Queue<FutureTask<?>> requests = new ArrayDeque<>();

    /** Replaced indexes that may still be read. */
    private final Queue<Readers> retired = new ArrayDeque<>();

    private volatile IndexSnapshot current;
    private volatile long indexedSequence;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    /** Why the index cannot be written now, or null. */
    private volatile @Nullable WriteStall stall;
    /** How many attempts to write it again have failed. */
    private long refusals; // guarded by lock
    /** Whether somebody waits for the next attempt. */
    private boolean wanted; // guarded by lock

    private long lastTaken;
    private long awaitedSequence;

    public MemtableManager(Readers readers, long indexedSequence, int capacity) {
        this.current = new IndexSnapshot(readers, Memtable.empty(indexedSequence));
        this.indexedSequence = indexedSequence;
        this.capacity = capacity;
        this.lastTaken = System.nanoTime() - PAUSE_NANOS;
    }

    /** What exists now; to be closed by the caller. Never blocks. */
    public IndexSnapshot acquire() {
        while (true) {
            check();
            IndexSnapshot snapshot = current;
            if (snapshot.readers().tryAcquire()) {
                return snapshot;
            }
        }
    }

    public Memtable.@Nullable Entry waiting(MemoryId id) {
        check();
        return newest.get(id);
    }

    public @Nullable MemoryId waiting(String idempotencyKey) {
        check();
        return idempotencyKeys.get(idempotencyKey);
    }

    public long indexedSequence() {
        return indexedSequence;
    }

    private void check() {
        Throwable cause = failure;
        if (cause != null) {
            throw new MemoryException(
                    ErrorCode.INDEX_DAMAGED,
                    "the index failed and this store must be closed; the log is not concerned: the index will be built"
                            + " anew when it is opened again",
                    cause);
        }
        if (closed) {
            throw new MemoryException(ErrorCode.CLOSED, "the index was closed");
        }
    }

    /** The last commit that was published. */
    public long publishedSequence() {
        return current.tail().through();
    }

    /** Takes in a commit; reads nothing, and waits for nobody who does. O(versions), amortised. */
    public void publish(long sequence, List<Memory> versions) {
        check();
        long last = publishedSequence();
        if (sequence <= last) {
            return;
        }
        if (sequence != last + 1) {
            throw new MemoryException(ErrorCode.INDEX_DAMAGED, "commit " + sequence + " was published after " + last);
        }
        List<Memtable.Entry> added = entries(sequence, versions);
        lock.lock();
        try {
            check();
            current = new IndexSnapshot(current.readers(), current.tail().plus(sequence, added));
            added.forEach(this::note);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Memtable.Entry> entries(long sequence, List<Memory> versions) {
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

    private void note(Memtable.Entry entry) {
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

    public void awaitCapacity() {
        lock.lock();
        try {
            while (current.tail().size() > capacity && failure == null && !closed) {
                WriteStall known = stall;
                if (known != null) {
                    throw known.exception();
                }
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        check();
    }

    /** Fails if the index cannot be written, after it was tried once more. */
    public void awaitIndexed(long sequence) {
        lock.lock();
        try {
            awaitedSequence = Math.max(awaitedSequence, sequence);
            long before = refusals;
            wanted = true;
            grown.signalAll();
            while (indexedSequence < sequence && failure == null && !closed) {
                failIfRefused(before);
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        check();
    }

    private void failIfRefused(long before) {
        WriteStall known = stall;
        if (known != null && refusals != before) {
            throw known.exception();
        }
    }

    /** Blocks until nothing that is in the index is left to be embedded. */
    public void awaitEmbedded(BooleanSupplier unembedded) {
        lock.lock();
        try {
            long before = refusals;
            while (unembedded.getAsBoolean() && failure == null && !closed) {
                failIfRefused(before);
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        check();
    }

    /** Wakes those who wait for the last embedding. */
    void embedded() {
        lock.lock();
        try {
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has the indexer do something between two batches, and waits until it is done. */
    public void request(Callable<@Nullable Void> work) {
        FutureTask<@Nullable Void> task = new FutureTask<>(work);
        lock.lock();
        try {
            check();
            requests.add(task);
            wanted = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        Uninterruptibly.await(() -> done(task));
    }

    private void done(FutureTask<@Nullable Void> task) throws InterruptedException {
        try {
            task.get();
        } catch (CancellationException e) {
            check();
            WriteStall known = stall;
            throw known == null ? e : known.exception();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static MemoryException failed(ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        return new MemoryException(StorageFailure.code(cause, null), "the index cannot be changed: " + cause, cause);
    }

    /** What the indexer is asked to do next, or null. */
    @Nullable
    FutureTask<?> nextRequest() {
        lock.lock();
        try {
            return requests.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing will ever wait again. */
    boolean finished() {
        lock.lock();
        try {
            return closed && !behind() && requests.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean behind() {
        return current.tail().through() > indexedSequence;
    }

    /** Blocks the indexer until there is something worth indexing; null: the time is over, or there is something else. */
    @Nullable
    Memtable awaitWork(long nanos) {
        long start = System.nanoTime();
        lock.lock();
        try {
            while (!worthIndexing()) {
                if (closed || !requests.isEmpty() || System.nanoTime() - start >= nanos) {
                    return null;
                }
                awaitGrowth(nanos);
            }
            lastTaken = System.nanoTime();
            return current.tail().firstCommits(BATCH);
        } finally {
            lock.unlock();
        }
    }

    /** Blocks the indexer until it is time to write again, or somebody waits for that, or it is to finish. */
    void awaitRetry(long nanos) {
        long start = System.nanoTime();
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !wanted && !closed) {
                awaitGrowthFor(left);
                left = nanos - (System.nanoTime() - start);
            }
            wanted = false;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** The index still cannot be written: refuses those who wait for it. */
    void refuse(WriteStall why) {
        lock.lock();
        try {
            stall = why;
            refusals++;
            requests.forEach(request -> request.cancel(false));
            requests.clear();
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The index can be written again. */
    void accept() {
        lock.lock();
        try {
            stall = null;
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean worthIndexing() {
        return behind()
                && (closed
                        || current.tail().size() >= EAGER
                        || awaitedSequence > indexedSequence
                        || System.nanoTime() - lastTaken >= PAUSE_NANOS);
    }

    private void awaitGrowth(long nanos) {
        long pause = PAUSE_NANOS - (System.nanoTime() - lastTaken);
        awaitGrowthFor(behind() ? Math.max(1, Math.min(pause, nanos)) : nanos);
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in the callers
    private void awaitGrowthFor(long nanos) {
        try {
            long left = grown.awaitNanos(nanos);
            LOG.trace("woken with {} ns left", left);
        } catch (InterruptedException e) {
            LOG.debug("the indexer's thread belongs to the index; an interrupt only wakes it early", e);
        }
    }

    /** Replaces the index by one that holds the work, which leaves the tail in the same moment. */
    void indexed(Readers readers, Memtable work) {
        Readers old;
        lock.lock();
        try {
            old = replace(readers, current.tail().without(work));
            indexedSequence = work.through();
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
        // Not under the lock, which the log's thread waits for: to release readers closes files, and there may be many
        // entries. Whoever still finds one here finds the same version as in the index.
        release(old);
        work.forEach(this::forget);
    }

    private void forget(Memtable.Entry entry) {
        MemoryId id = entry.memory().id();
        newest.remove(id, entry);
        if (!newest.containsKey(id)) {
            // If a newer version comes in just now and loses its key here, the index knows that of the older one.
            withKey(entry.memory(), idempotencyKeys::remove);
        }
    }

    /** Replaces the index by one that holds the same commits. */
    void refreshed(Readers readers) {
        Readers old;
        lock.lock();
        try {
            old = replace(readers, current.tail());
        } finally {
            lock.unlock();
        }
        release(old);
    }

    /** Puts an index and a tail in the place of those before; gives the index that is to be released, or null. */
    private @Nullable Readers replace(Readers readers, Memtable tail) {
        Readers old = current.readers();
        current = new IndexSnapshot(readers, tail);
        if (old == readers) {
            return null;
        }
        retired.removeIf(readersBefore -> !readersBefore.isOpen());
        retired.add(old);
        return old;
    }

    private static void release(@Nullable Readers old) {
        if (old != null) {
            old.release();
        }
    }

    /** Blocks until nobody reads an index that was replaced before the call. */
    public void awaitRetired() {
        List<Readers> old;
        lock.lock();
        try {
            old = List.copyOf(retired);
        } finally {
            lock.unlock();
        }
        old.forEach(Readers::awaitClosed);
    }

    /** Starts over with an empty index, before anything was published. */
    void reset(Readers emptied) {
        Readers old;
        lock.lock();
        try {
            old = replace(emptied, Memtable.empty(0));
            indexedSequence = 0;
        } finally {
            lock.unlock();
        }
        release(old);
    }

    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the indexer to finish; from now on readers and publishers are refused. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest index and tail, for the indexer itself, which works on while the frontier closes. */
    public IndexSnapshot current() {
        return current;
    }

    /** Lets go of the last index, when the indexer has ended. */
    void releaseLast() {
        lock.lock();
        try {
            requests.forEach(request -> request.cancel(false));
            requests.clear();
        } finally {
            lock.unlock();
        }
        current.readers().release();
    }
}
