package dev.memcore.io;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does the file operations of a component for the threads of the host, one after another.
 *
 * <ul>
 *   <li><b>Threads.</b> One, which starts with the first operation and ends with {@link #close}. Safe for any number of
 *       callers. A caller that is a {@link FileWorker} itself does the operation at once.
 *   <li><b>Interrupts.</b> An interrupted caller still waits for its result, and keeps its interrupt flag.
 *   <li><b>After close.</b> Operations still work, each on a thread of its own that ends with it: a cursor or a reader may
 *       outlive the component that it came from.
 * </ul>
 */
public final class FileThread implements AutoCloseable {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by lock
    private @Nullable OwnedThread thread; // guarded by lock
    private boolean closed; // guarded by lock

    /** A file operation. */
    @FunctionalInterface
    public interface Operation<T> {
        T run() throws IOException;
    }

    /** A file operation without a result. */
    @FunctionalInterface
    public interface Action {
        void run() throws IOException;
    }

    /** A thread with a name; it is not started yet. */
    public FileThread(String name) {
        this.name = name;
    }

    /** Starts a thread for each operation that needs one, which ends with it: for few operations. */
    public static FileThread perOperation(String name) {
        FileThread thread = new FileThread(name);
        thread.close();
        return thread;
    }

    /** Does an operation, and waits for its result. What it throws is thrown here. */
    public <T> T call(Operation<T> operation) throws IOException {
        if (FileWorker.isCurrent()) {
            return operation.run();
        }
        Task<T> task = new Task<>(operation);
        execute(task);
        return task.await();
    }

    /** Does an operation without a result, and waits for its end. */
    public void run(Action action) throws IOException {
        call(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Does an action after those that wait already; does not wait for it. The action must not throw. */
    public void execute(Runnable action) {
        lock.lock();
        try {
            if (closed) {
                new OwnedThread(action, name).start();
                return;
            }
            waiting.add(action);
            if (thread == null) {
                thread = new OwnedThread(this::work, name);
                thread.start();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, once it has done what waits. Idempotent. */
    @Override
    public void close() {
        OwnedThread ending;
        lock.lock();
        try {
            closed = true;
            changed.signal();
            ending = thread;
        } finally {
            lock.unlock();
        }
        if (ending != null && !ending.equals(Thread.currentThread())) {
            Uninterruptibly.await(ending::join);
        }
    }

    /** An operation that somebody waits for. */
    private static final class Task<T> implements Runnable {
        private final Operation<T> operation;
        private final CountDownLatch done = new CountDownLatch(1);
        private @Nullable T result;
        private @Nullable Throwable failure;

        Task(Operation<T> operation) {
            this.operation = operation;
        }

        @Override
        public void run() {
            try {
                result = operation.run();
            } catch (Throwable e) {
                failure = e;
            } finally {
                done.countDown();
            }
        }

        T await() throws IOException {
            Uninterruptibly.await(done::await);
            switch (failure) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IOException(failure);
            }
            return unchecked(result);
        }

        @SuppressWarnings("NullAway") // what the operation has returned is what its caller expects
        private static <T> T unchecked(@Nullable T result) {
            return result;
        }
    }
}
