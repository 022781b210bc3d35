package dev.memcore.retrieval;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.retrieval.IndexHealth.WriteStall;
import dev.memcore.retrieval.storage.Memtable;
import dev.memcore.retrieval.storage.Projector;
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
 * Holds the current snapshot: the index, and the memtable of versions that are not in it yet. The log's thread
 * publishes versions. The indexer takes waiting versions and sets a newer index. Readers acquire snapshots and wait for
 * neither.
 *
 * <p>One volatile field holds the snapshot. It is replaced under the lock: the publisher sets a longer tail, and the
 * indexer sets a newer index and a shorter tail in one step. So a reader sees every version exactly once. All methods
 * that need the lock are in this class, because together they keep this invariant.
 */
final class MemtableManager {
    private static final Logger LOG = LoggerFactory.getLogger(MemtableManager.class);

    /** The least time between two batches, unless many versions wait or a caller waits for the index. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The number of waiting versions, or passages of long texts, from which the indexer does not wait. */
    private static final int EAGER = 1_024;

    /** The number of versions or passages in a full batch. A commit is never split, so a batch may have more. */
    private static final int BATCH = 8_192;

    /** After so many commits without a recall, writers leave all projections to the indexer. */
    private static final long READERS_GONE = 1_024;

    private static final long LEAST_DELAY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final double DELAY_DOUBLINGS = 10;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Condition shrunk = lock.newCondition();

    /** Finds waiting versions by id and key without a scan of the memtable. */
    private final MemtableLookup lookup;

    private final IndexerRequests requests = new IndexerRequests(); // guarded by lock

    /** Replaced readers that may still be in use. */
    private final Queue<Readers> retired = new ArrayDeque<>();

    private volatile IndexSnapshot current;
    private volatile long indexedSequence;

    /** The last published commit at the last recall. */
    private volatile long recalledSequence = -READERS_GONE;

    private final IndexHealth health = new IndexHealth();
    /** Whether a caller waits for the next write attempt. */
    private boolean wanted; // guarded by lock

    private long lastTaken;
    private long awaitedSequence;

    MemtableManager(Readers readers, long indexedSequence, int capacity, Projector projector) {
        this.lookup = new MemtableLookup(projector);
        this.current = new IndexSnapshot(readers, Memtable.empty(indexedSequence));
        this.indexedSequence = indexedSequence;
        this.capacity = capacity;
        this.lastTaken = System.nanoTime() - PAUSE_NANOS;
    }

    /** Returns the current snapshot, which the caller must close. Never blocks. */
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

    @Nullable
    Throwable failure() {
        return health.failure();
    }

    @Nullable
    WriteStall stall() {
        return health.stall();
    }

    /** The number of versions, or passages of long texts, that wait for the index. */
    long waiting() {
        return current.tail().documents();
    }

    int capacity() {
        return capacity;
    }

    long indexedSequence() {
        return indexedSequence;
    }

    /** Notes that a reader needs the projections of waiting versions. */
    void recalled() {
        recalledSequence = publishedSequence();
    }

    /** The sequence of the last published commit. */
    long publishedSequence() {
        return current.tail().through();
    }

    /**
     * Adds a commit to the memtable. Ignores a commit that was published before. Neither reads the index nor waits for
     * readers. O(versions), amortised.
     */
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

    /** Delays a writer while many versions wait for the index, and blocks it while there are more than the capacity. */
    void awaitCapacity() {
        if (publishedSequence() - recalledSequence < READERS_GONE) {
            lookup.projectBacklog();
        }
        long delay = delayNanos(current.tail().documents(), capacity);
        if (delay == 0) {
            health.check();
            return;
        }
        lock.lock();
        try {
            awaitShrinking(delay);
            while (current.tail().documents() > capacity && health.isSound()) {
                health.requireWritable();
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        health.check();
    }

    /**
     * How long a writer waits before its next commit, in nanoseconds. Up to half of the capacity it does not wait. From
     * there on, the delay doubles with each tenth of the rest, up to 51 ms at the capacity. So writers that are faster
     * than the index slow down to its rate by many short delays. Without them, all writers would stop at the capacity
     * until the next batch is indexed. RocksDB delays writers before it stops them in the same way (its "delayed write
     * rate").
     */
    static long delayNanos(long waiting, int capacity) {
        double half = capacity / 2.0;
        if (waiting <= half) {
            return 0;
        }
        double above = Math.min(1, (waiting - half) / half);
        return (long) (LEAST_DELAY_NANOS * Math.pow(2, DELAY_DOUBLINGS * above));
    }

    /** Waits for a time, unless so many versions are indexed meanwhile that writers need not wait. */
    private void awaitShrinking(long nanos) {
        long left = nanos;
        while (left > 0 && delayNanos(current.tail().documents(), capacity) > 0 && health.isSound()) {
            try {
                left = shrunk.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * Blocks until the index contains a commit. Throws if the index cannot be written, after one more attempt has
     * failed.
     */
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

    /** Blocks until all documents of the index are embedded. */
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

    /** Wakes the callers of {@link #awaitEmbedded}. */
    void embedded() {
        locked(shrunk::signalAll);
    }

    /** Runs work on the indexer's thread between two batches, and waits until it is done. */
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

    /** Removes and returns the next request to the indexer, or returns null if there is none. */
    @Nullable
    FutureTask<?> nextRequest() {
        lock.lock();
        try {
            return requests.next();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the index was closed, and nothing is left to index or to run. */
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

    /**
     * Blocks the indexer until there are versions worth indexing, and returns them. Returns null if the time is over,
     * or if a request or the end of the indexer comes first.
     */
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

    /** Blocks the indexer until the time is over, a caller waits for a write attempt, or the index was closed. */
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

    /** Records that the index still cannot be written. Calls that wait for it throw, and requests are cancelled. */
    void refuse(WriteStall why) {
        locked(() -> {
            health.refuse(why);
            requests.cancel();
            shrunk.signalAll();
        });
    }

    /** Records that the index can be written again. */
    void accept() {
        locked(() -> {
            health.accept();
            shrunk.signalAll();
        });
    }

    private boolean worthIndexing() {
        return behind()
                && (health.isClosed()
                        || current.tail().documents() >= EAGER
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

    /** Replaces the index by one that contains the work, and removes the work from the tail in the same step. */
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
        // Not under the lock, because the log's thread waits for it: releasing readers closes files, and there may be
        // many entries. A look-up that still finds an entry here finds the same version as in the index.
        release(old);
        work.forEach(lookup::forget);
    }

    /** Replaces the index by one that contains the same commits. */
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

    /** Sets an index and a tail. Returns the readers that the caller must release, or null if there are none. */
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

    /** Blocks until no reader uses an index that was replaced before the call. */
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

    /** Starts again with an empty index. Must be called before anything is published. */
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

    /** Tells the indexer to finish. From now on, reads and publications throw. */
    void close() {
        locked(() -> {
            health.close();
            grown.signalAll();
            shrunk.signalAll();
        });
    }

    /** The newest snapshot, which is not acquired. For the indexer, which still works after {@link #close}. */
    IndexSnapshot current() {
        return current;
    }

    /** Cancels all requests and releases the last index, after the indexer has ended. */
    void releaseLast() {
        locked(requests::cancel);
        current.readers().release();
    }
}
