package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.IndexHealth.WriteStall;
import dev.memcore.retrieval.storage.Memtable;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
final class MemtableManager {
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

    /** Look-ups by id and key need no pass over the memtable. */
    private final MemtableLookup lookup = new MemtableLookup();

    private final IndexerRequests requests = new IndexerRequests(); // guarded by lock

    /** Replaced indexes that may still be read. */
    private final Queue<Readers> retired = new ArrayDeque<>();

    private volatile IndexSnapshot current;
    private volatile long indexedSequence;
    private final IndexHealth health = new IndexHealth();
    /** Whether somebody waits for the next attempt. */
    private boolean wanted; // guarded by lock

    private long lastTaken;
    private long awaitedSequence;

    MemtableManager(Readers readers, long indexedSequence, int capacity) {
        this.current = new IndexSnapshot(readers, Memtable.empty(indexedSequence));
        this.indexedSequence = indexedSequence;
        this.capacity = capacity;
        this.lastTaken = System.nanoTime() - PAUSE_NANOS;
    }

    /** What exists now; to be closed by the caller. Never blocks. */
    IndexSnapshot acquire() {
        while (true) {
            health.check();
            IndexSnapshot snapshot = current;
            if (snapshot.readers().tryAcquire()) {
                return snapshot;
            }
        }
    }

    Memtable.@Nullable Entry waiting(MemoryId id) {
        health.check();
        return lookup.get(id);
    }

    @Nullable
    MemoryId waiting(String idempotencyKey) {
        health.check();
        return lookup.get(idempotencyKey);
    }

    long indexedSequence() {
        return indexedSequence;
    }

    /** The last commit that was published. */
    long publishedSequence() {
        return current.tail().through();
    }

    /** Takes in a commit; reads nothing, and waits for nobody who does. O(versions), amortised. */
    void publish(long sequence, List<Memory> versions) {
        health.check();
        long last = publishedSequence();
        if (sequence <= last) {
            return;
        }
        if (sequence != last + 1) {
            throw MemoryException.of(ErrorCode.INDEX_DAMAGED, "commit " + sequence + " was published after " + last);
        }
        List<Memtable.Entry> added = lookup.entries(sequence, versions);
        lock.lock();
        try {
            health.check();
            current = new IndexSnapshot(current.readers(), current.tail().plus(sequence, added));
            added.forEach(lookup::note);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitCapacity() {
        lock.lock();
        try {
            while (current.tail().size() > capacity && health.isSound()) {
                health.requireWritable();
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        health.check();
    }

    /** Fails if the index cannot be written, after it was tried once more. */
    void awaitIndexed(long sequence) {
        lock.lock();
        try {
            awaitedSequence = Math.max(awaitedSequence, sequence);
            long before = health.refusals();
            wanted = true;
            grown.signalAll();
            while (indexedSequence < sequence && health.isSound()) {
                health.requireNoRefusalSince(before);
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        health.check();
    }

    /** Blocks until nothing that is in the index is left to be embedded. */
    void awaitEmbedded(BooleanSupplier unembedded) {
        lock.lock();
        try {
            long before = health.refusals();
            while (unembedded.getAsBoolean() && health.isSound()) {
                health.requireNoRefusalSince(before);
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        health.check();
    }

    /** Wakes those who wait for the last embedding. */
    void embedded() {
        locked(shrunk::signalAll);
    }

    /** Has the indexer do something between two batches, and waits until it is done. */
    void request(Callable<@Nullable Void> work) {
        FutureTask<@Nullable Void> task = new FutureTask<>(work);
        lock.lock();
        try {
            health.check();
            requests.add(task);
            wanted = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        IndexerRequests.await(task, health);
    }

    /** What the indexer is asked to do next, or null. */
    @Nullable
    FutureTask<?> nextRequest() {
        lock.lock();
        try {
            return requests.next();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing will ever wait again. */
    boolean finished() {
        lock.lock();
        try {
            return health.isClosed() && !behind() && requests.isEmpty();
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
                if (health.isClosed() || !requests.isEmpty() || System.nanoTime() - start >= nanos) {
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
            while (left > 0 && !wanted && !health.isClosed()) {
                awaitGrowthFor(left);
                left = nanos - (System.nanoTime() - start);
            }
            wanted = false;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return health.isClosed();
    }

    /** The index still cannot be written: refuses those who wait for it. */
    void refuse(WriteStall why) {
        locked(() -> {
            health.refuse(why);
            requests.cancel();
            shrunk.signalAll();
        });
    }

    /** The index can be written again. */
    void accept() {
        locked(() -> {
            health.accept();
            shrunk.signalAll();
        });
    }

    private boolean worthIndexing() {
        return behind()
                && (health.isClosed()
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
            LOG.debug("an interrupt of the indexer's thread is ignored", e);
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
        work.forEach(lookup::forget);
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
    void awaitRetired() {
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
        locked(() -> {
            health.fail(cause);
            shrunk.signalAll();
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the indexer to finish; from now on readers and publishers are refused. */
    void close() {
        locked(() -> {
            health.close();
            grown.signalAll();
            shrunk.signalAll();
        });
    }

    /** The newest index and tail, for the indexer itself, which works on while this closes. */
    IndexSnapshot current() {
        return current;
    }

    /** Lets go of the last index, when the indexer has ended. */
    void releaseLast() {
        locked(requests::cancel);
        current.readers().release();
    }
}
