package dev.memcore.io;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A thread that executes the file operations of one component for the threads of the host, one after another.
 *
 * <ul>
 *   <li><b>Threads.</b> One thread, which starts with the first operation and ends with {@link #close}. Safe for any
 *       number of callers. If the caller is itself a {@link FileWorker}, it executes the operation directly.
 *   <li><b>Interrupts.</b> An interrupted caller still waits for its result and keeps its interrupt flag.
 *   <li><b>After close.</b> Operations still work. Each runs on its own thread, which ends with the operation. A cursor
 *       or a reader may outlive its component, so these operations are necessary.
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

    /** Creates a thread with a name. The thread is not started yet. */
    public FileThread(String name) {
        this.name = name;
    }

    /** Returns an instance that starts a new thread for each operation. Suitable for few operations. */
    public static FileThread perOperation(String name) {
        FileThread thread = new FileThread(name);
        thread.close();
        return thread;
    }

    /** Executes an operation and returns its result. Throws the exception that the operation throws. */
    public <T> T call(Operation<T> operation) throws IOException {
        if (FileWorker.isCurrent()) {
            return operation.run();
        }
        Task<T> task = new Task<>(operation);
        execute(task);
        return task.await();
    }

    /** Executes an operation without a result, and waits until it ends. */
    public void run(Action action) throws IOException {
        call(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Executes an action after all waiting ones, without waiting for it. The action must not throw. */
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

    /** Ends the thread after all waiting operations. Idempotent. */
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

    /** An operation whose caller waits for the result. */
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

        @SuppressWarnings("NullAway") // a caller that expects a nullable result declares it so
        private static <T> T unchecked(@Nullable T result) {
            return result;
        }
    }
}
