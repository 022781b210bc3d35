package dev.memcore.retrieval;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
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
final class Frontier {
    private static final Logger LOG = LoggerFactory.getLogger(Frontier.class);

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
    private final Map<MemoryId, TailEntry> newest = new ConcurrentHashMap<>();

    private final Map<String, MemoryId> idempotencyKeys = new ConcurrentHashMap<>();

    private volatile Snapshot current;
    private volatile long indexedSequence;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private long lastTaken;
    private long awaitedSequence;

    Frontier(DirectoryReader index, long indexedSequence, int capacity) {
        this.current = new Snapshot(index, Tail.EMPTY);
        this.indexedSequence = indexedSequence;
        this.capacity = capacity;
        this.lastTaken = System.nanoTime() - PAUSE_NANOS;
    }

    /** What exists now; to be closed by the caller. Never blocks. */
    Snapshot acquire() {
        while (true) {
            check();
            Snapshot snapshot = current;
            if (snapshot.index().tryIncRef()) {
                return snapshot;
            }
        }
    }

    @Nullable
    TailEntry waiting(MemoryId id) {
        check();
        return newest.get(id);
    }

    @Nullable
    MemoryId waiting(String idempotencyKey) {
        check();
        return idempotencyKeys.get(idempotencyKey);
    }

    long indexedSequence() {
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

    void publish(long sequence, List<Memory> versions) {
        lock.lock();
        try {
            check();
            current = new Snapshot(current.index(), current.tail().plus(sequence, versions));
            for (int i = current.tail().size() - versions.size();
                    i < current.tail().size();
                    i++) {
                TailEntry entry = current.tail().get(i);
                newest.put(entry.memory().id(), entry);
                String key = entry.memory().observation().idempotencyKey();
                if (key != null) {
                    idempotencyKeys.put(
                            Keys.idempotency(entry.memory().scope(), key),
                            entry.memory().id());
                }
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitCapacity() {
        lock.lock();
        try {
            while (current.tail().size() > capacity && failure == null && !closed) {
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        check();
    }

    void awaitIndexed(long sequence) {
        lock.lock();
        try {
            awaitedSequence = Math.max(awaitedSequence, sequence);
            grown.signalAll();
            while (indexedSequence < sequence && failure == null && !closed) {
                shrunk.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        check();
    }

    /** Whether nothing will ever wait again. */
    boolean finished() {
        lock.lock();
        try {
            return closed && current.tail().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks the indexer until there is something worth indexing; empty: the time is over, or the frontier is closed. */
    Tail awaitWork(long nanos) {
        long start = System.nanoTime();
        lock.lock();
        try {
            while (!worthIndexing()) {
                if (closed || System.nanoTime() - start >= nanos) {
                    return Tail.EMPTY;
                }
                awaitGrowth(nanos);
            }
            lastTaken = System.nanoTime();
            return current.tail().firstCommits(BATCH);
        } finally {
            lock.unlock();
        }
    }

    private boolean worthIndexing() {
        Tail tail = current.tail();
        return !tail.isEmpty()
                && (closed
                        || tail.size() >= EAGER
                        || awaitedSequence > indexedSequence
                        || System.nanoTime() - lastTaken >= PAUSE_NANOS);
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in awaitWork
    private void awaitGrowth(long nanos) {
        long pause = PAUSE_NANOS - (System.nanoTime() - lastTaken);
        try {
            long left = grown.awaitNanos(current.tail().isEmpty() ? nanos : Math.max(1, Math.min(pause, nanos)));
            LOG.trace("woken with {} ns left", left);
        } catch (InterruptedException e) {
            LOG.debug("the indexer's thread belongs to the index; an interrupt only wakes it early", e);
        }
    }

    /** Replaces the index by one that holds the work, which leaves the tail in the same moment. */
    void indexed(DirectoryReader index, Tail work) {
        Snapshot old;
        lock.lock();
        try {
            old = current;
            current = new Snapshot(index, old.tail().without(work.size()));
            indexedSequence = work.lastSequence();
            work.forEach(entry -> {
                newest.remove(entry.memory().id(), entry);
                String key = entry.memory().observation().idempotencyKey();
                if (key != null && !newest.containsKey(entry.memory().id())) {
                    idempotencyKeys.remove(Keys.idempotency(entry.memory().scope(), key));
                }
            });
            shrunk.signalAll();
        } finally {
            lock.unlock();
        }
        if (!old.index().equals(index)) {
            release(old.index());
        }
    }

    /** Starts over with an empty index, before anything was published. */
    void reset(@Nullable DirectoryReader emptied) {
        lock.lock();
        try {
            if (emptied != null) {
                release(current.index());
                current = new Snapshot(emptied, Tail.EMPTY);
            }
            indexedSequence = 0;
        } finally {
            lock.unlock();
        }
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
    void close() {
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
    Snapshot current() {
        return current;
    }

    /** Lets go of the last index, when the indexer has ended. */
    void releaseLast() {
        release(current.index());
    }

    private static void release(DirectoryReader index) {
        try {
            index.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
