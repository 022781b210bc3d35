package dev.memcore.store.append;

import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.PendingAppend;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The queue of appends that wait for the log's thread. Many threads add to it, and one thread drains it. It is a linked
 * stack (Treiber 1986) that is taken as a whole and then reversed. So no thread holds a lock, and no thread wakes the
 * log's thread while it is busy.
 */
public final class AppendQueue {
    private static final int NOT_WAITING = Integer.MAX_VALUE;
    static final long FOREVER = Long.MAX_VALUE;

    private final PendingAppend empty = PendingAppend.marker();
    private final PendingAppend closed = PendingAppend.marker();
    private final AtomicReference<PendingAppend> newest = new AtomicReference<>(empty);
    /** The number of waiting appends at which the log's thread is woken; {@link #NOT_WAITING} while it does not wait. */
    private volatile int wanted = NOT_WAITING;

    private volatile boolean closing;
    private volatile Thread consumer = Thread.currentThread();

    /** Sets the thread that drains the queue. Must be called before the first append. */
    public void consumer(Thread thread) {
        consumer = thread;
    }

    /** Adds an append. Fails if the queue is closed. */
    void add(PendingAppend append) {
        PendingAppend before;
        do {
            before = newest();
            if (before == closed) {
                throw LogFailure.closed();
            }
            append.before = before;
            append.depth = before.depth + 1;
        } while (!newest.compareAndSet(before, append));
        if (append.depth >= wanted) {
            LockSupport.unpark(consumer);
        }
    }

    int waiting() {
        return newest().depth;
    }

    private PendingAppend newest() {
        return Objects.requireNonNull(newest.get());
    }

    public boolean closing() {
        return closing;
    }

    /** Makes the log's thread finish. */
    public void close() {
        closing = true;
        LockSupport.unpark(consumer);
    }

    /**
     * Waits until {@code count} appends are waiting, the time has passed, or the queue is closing. Called by the log's
     * thread.
     */
    void await(int count, long nanos) {
        long start = System.nanoTime();
        wanted = count;
        long left = nanos;
        while (left > 0 && waiting() < count && !closing) {
            LockSupport.parkNanos(this, left);
            // A callback may have interrupted this thread. With the interrupt flag set, parking would return at once.
            boolean ignored = Thread.interrupted();
            left = nanos - (System.nanoTime() - start);
        }
        wanted = NOT_WAITING;
    }

    /** Removes all waiting appends, oldest first. Called by the log's thread. */
    void drainTo(List<PendingAppend> batch) {
        take(newest.getAndSet(empty), batch);
    }

    /** Removes all waiting appends, oldest first, and rejects all later ones. Called by the log's thread. */
    void closeAndDrainTo(List<PendingAppend> batch) {
        closing = true;
        take(newest.getAndSet(closed), batch);
    }

    private void take(PendingAppend last, List<PendingAppend> batch) {
        PendingAppend append = last;
        while (append != null && append != empty && append != closed) {
            batch.add(append);
            PendingAppend before = append.before;
            append.before = null;
            append = before;
        }
        Collections.reverse(batch);
    }
}
