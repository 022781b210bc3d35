package dev.memcore.commit;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Guards all calls of a manager. Calls run until the manager is closed or has failed. {@code close} waits for running
 * calls. Every exception that leaves a call is a {@link MemoryException}. The gate is reentrant: a component of the
 * host that runs inside a call can make calls itself.
 */
public final class CallGate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final boolean readOnly;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private boolean released;

    /** @param readOnly whether changes are rejected */
    public CallGate(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Runs a call that changes the store. Fails if the store was opened read-only; otherwise like {@link #call}. */
    public <T> T change(Supplier<T> body) {
        return call(() -> {
            if (readOnly) {
                throw MemoryException.of(
                        ErrorCode.READ_ONLY, "the store was opened read-only; open it for writing to change it");
            }
            return body.get();
        });
    }

    /** Runs a call of the host. Ignores interrupts and keeps the interrupt flag. */
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

    /** Records why the index no longer follows the log. Only the first cause is kept. */
    synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Whether {@link #fail} was called. */
    public boolean failed() {
        return failure != null;
    }

    /** Fails if the index no longer follows the log, because its contents would then be incomplete. */
    void ensureSound() {
        Throwable cause = failure;
        if (cause != null) {
            throw MemoryException.of(
                    ErrorCode.INDEX_DAMAGED,
                    "the index could not apply a commit that is in the log; open the store again. The cause: " + cause,
                    cause);
        }
    }

    /**
     * Rejects new calls, waits for running calls, and then runs {@code release}. Only the first caller runs it;
     * concurrent callers wait until it is done.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if called from within a call, because it would wait for itself
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

    /** Fails if called from within a call. */
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
