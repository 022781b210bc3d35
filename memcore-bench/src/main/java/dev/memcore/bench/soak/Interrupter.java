package dev.memcore.bench.soak;

import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Step.Interrupt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls on threads that are interrupted, as in a server that cancels requests. An interrupted call continues,
 * because the library guarantees that an interrupt does not abort it, and its result is returned. Safe for use by
 * several threads.
 */
final class Interrupter implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicLong cancelled = new AtomicLong();

    Interrupter() {
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "soak-canceller");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Returns the number of interrupted calls so far. */
    long cancelled() {
        return cancelled.get();
    }

    /**
     * Calls on this thread. The thread is not interrupted afterwards.
     *
     * @throws Mismatch if the call has cleared the thread's interrupt flag
     */
    <T> T call(Interrupt interrupt, String name, Callable<T> body) throws Exception {
        if (interrupt.isNone()) {
            return body.call();
        }
        return interrupt.isBefore() ? callInterrupted(name, body) : callAndInterrupt(interrupt.micros(), name, body);
    }

    private <T> T callInterrupted(String name, Callable<T> body) throws Exception {
        cancelled.incrementAndGet();
        Thread.currentThread().interrupt();
        boolean kept;
        T result;
        try {
            result = body.call();
        } finally {
            kept = Thread.interrupted();
        }
        requireKept(kept, name);
        return result;
    }

    private <T> T callAndInterrupt(long micros, String name, Callable<T> body) throws Exception {
        Outcome<T> outcome = new Outcome<>();
        FutureTask<Void> task = new FutureTask<>(() -> {
            outcome.take(body);
            return null;
        });
        var timed = timer.schedule(() -> task.cancel(true), micros, TimeUnit.MICROSECONDS);
        task.run();
        timed.cancel(false);
        boolean kept = Thread.interrupted();
        if (!outcome.isThere()) {
            // The task was cancelled before it could start.
            return callInterrupted(name, body);
        }
        if (task.isCancelled()) {
            cancelled.incrementAndGet();
            T result = outcome.get();
            requireKept(kept, name);
            return result;
        }
        return outcome.get();
    }

    private static void requireKept(boolean kept, String name) {
        if (!kept) {
            throw new Mismatch("the interrupt flag is cleared by " + name, "the thread was interrupted");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The outcome of a call; for one thread. */
    private static final class Outcome<T> {
        private @Nullable Holder<T> result;
        private @Nullable Throwable failure;

        private record Holder<T>(T value) {}

        void take(Callable<T> body) {
            try {
                result = new Holder<>(body.call());
            } catch (Throwable e) {
                failure = e;
            }
        }

        boolean isThere() {
            return result != null || failure != null;
        }

        T get() throws Exception {
            if (failure instanceof Exception exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (result == null) {
                throw new ExecutionException(failure);
            }
            return result.value();
        }
    }
}
