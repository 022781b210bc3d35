package dev.memcore.io;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A daemon thread that belongs to a component of memcore. An interrupt has no effect on it, with one exception: code of
 * the host that runs on it, such as an embedder, can be interrupted. The interrupt flag is cleared when this code ends.
 */
public final class OwnedThread extends Thread implements FileWorker {
    private final ReentrantLock lock = new ReentrantLock();
    private boolean interruptible; // guarded by lock

    public OwnedThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /** Sets the interrupt flag while the host's code runs on this thread; otherwise does nothing. */
    @Override
    public void interrupt() {
        lock.lock();
        try {
            if (interruptible) {
                super.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs code of a host on the current thread. If this is an {@code OwnedThread}, the code can be interrupted, and
     * the interrupt flag is cleared afterwards.
     */
    public static <T> T runHostCode(Supplier<T> code) {
        return Thread.currentThread() instanceof OwnedThread owned ? owned.runInterruptibly(code) : code.get();
    }

    private <T> T runInterruptibly(Supplier<T> code) {
        boolean before = setInterruptible(true);
        try {
            return code.get();
        } finally {
            boolean ignored = setInterruptible(before);
        }
    }

    private boolean setInterruptible(boolean value) {
        lock.lock();
        try {
            boolean before = interruptible;
            interruptible = value;
            if (!value) {
                boolean ignored = Thread.interrupted();
            }
            return before;
        } finally {
            lock.unlock();
        }
    }
}
