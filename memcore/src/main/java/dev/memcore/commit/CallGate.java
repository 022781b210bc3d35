package dev.memcore.commit;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door of a manager: lets calls in until it is closed or broken, makes {@code close} wait for those inside, and lets
 * nothing out but {@link MemoryException}. Reentrant: a part of the host's that runs inside a call may make calls itself.
 */
public final class CallGate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final boolean readOnly;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private boolean released;

    /**
     * A door.
     *
     * @param readOnly whether changes are refused
     */
    public CallGate(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Runs a call that changes the store; fails if that was opened read-only. Otherwise like {@link #call}. */
    public <T> T change(Supplier<T> body) {
        return call(() -> {
            if (readOnly) {
                throw MemoryException.of(
                        ErrorCode.READ_ONLY, "the store was opened read-only; open it for writing to change it");
            }
            return body.get();
        });
    }

    /** Runs a call of the host's. Does not respond to interrupts, and keeps the flag. */
    public <T> T call(Supplier<T> body) {
        ensureOpen();
        lock.readLock().lock();
        try {
            ensureOpen();
            ensureSound();
            return body.get();
        } catch (MemoryException e) {
            throw e;
        } catch (RuntimeException e) {
            throw MemoryException.of(ErrorCode.COMPONENT_FAILED, "a component failed: " + e, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Remembers why the index no longer follows the log; the first reason counts. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Whether {@link #fail} was called. */
    public boolean failed() {
        return failure != null;
    }

    /** Fails if the index no longer follows the log: nothing read from it could be trusted. */
    void ensureSound() {
        Throwable cause = failure;
        if (cause != null) {
            throw MemoryException.of(
                    ErrorCode.INDEX_DAMAGED,
                    "the index could not take a commit that is in the log; open the store again. The cause: " + cause,
                    cause);
        }
    }

    /**
     * Shuts the door, waits until all calls have left, and then releases what is behind it; once, by whoever comes first,
     * while others wait for it.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} within a call, which would wait for itself
     */
    public void close(Runnable release) {
        requireOutside();
        closed = true;
        lock.writeLock().lock();
        try {
            if (!released) {
                released = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Fails within a call. */
    public void requireOutside() {
        if (lock.getReadHoldCount() > 0) {
            throw MemoryException.of(ErrorCode.CONFLICT, "a manager cannot be closed from within a call to it");
        }
    }

    private void ensureOpen() {
        if (closed) {
            throw MemoryException.of(ErrorCode.CLOSED, "the memory manager is closed");
        }
    }
}
