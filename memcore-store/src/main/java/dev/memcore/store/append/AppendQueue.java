package dev.memcore.store.append;

import dev.memcore.store.tail.LogFailure;
import dev.memcore.store.tail.PendingAppend;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Where appends wait for the log's thread: many put in, one takes all out. A linked stack that is taken whole and turned
 * around (Treiber 1986), so that nobody holds a lock, and nobody wakes the log's thread while it is busy.
 */
public final class AppendQueue {
    private static final int NOBODY = Integer.MAX_VALUE;
    static final long FOREVER = Long.MAX_VALUE;

    private final PendingAppend empty = PendingAppend.marker();
    private final PendingAppend closed = PendingAppend.marker();
    private final AtomicReference<PendingAppend> newest = new AtomicReference<>(empty);
    /** The number of waiting appends at which the log's thread wants to be woken. */
    private volatile int wanted = NOBODY;

    private volatile boolean closing;
    private volatile Thread consumer = Thread.currentThread();

    /** Names the thread that takes out, before it does. */
    public void consumer(Thread thread) {
        consumer = thread;
    }

    /** Puts an append in; fails if this is closed. */
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

    /** Asks the log's thread to finish. */
    public void close() {
        closing = true;
        LockSupport.unpark(consumer);
    }

    /** Waits until so many appends are there, or a time is over, or this is closing. Called by the log's thread. */
    void await(int count, long nanos) {
        long start = System.nanoTime();
        wanted = count;
        long left = nanos;
        while (left > 0 && waiting() < count && !closing) {
            LockSupport.parkNanos(this, left);
            // A callback may have interrupted this thread; parking would no longer wait.
            boolean ignored = Thread.interrupted();
            left = nanos - (System.nanoTime() - start);
        }
        wanted = NOBODY;
    }

    /** Takes out all that wait, oldest first. Called by the log's thread. */
    void drainTo(List<PendingAppend> batch) {
        take(newest.getAndSet(empty), batch);
    }

    /** Takes out all that wait, and lets nobody in any more. Called by the log's thread. */
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
