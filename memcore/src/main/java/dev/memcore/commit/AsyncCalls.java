package dev.memcore.commit;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls asynchronously, a bounded number of them at a time. A call counts from its submission until it is complete
 * or was dropped. Each call runs on the executor of the host, or on a virtual thread of its own. Thread-safe.
 */
public final class AsyncCalls {
    private final int limit;
    private final Semaphore free;
    private final Executor executor;
    private final Set<Call<?>> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param executor runs the calls; null for one virtual thread for each call
     * @param limit the maximum number of calls in flight
     */
    public AsyncCalls(@Nullable Executor executor, int limit) {
        this.executor = executor != null
                ? executor
                : call -> Thread.ofVirtual().name("memcore-async").start(call);
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    /** Runs a call. Never blocks and never throws, except if the executor runs the call on the calling thread. */
    public <T> CompletionStage<T> submit(Supplier<T> body) {
        if (!free.tryAcquire()) {
            return CompletableFuture.failedFuture(MemoryException.of(
                    ErrorCode.BUSY,
                    "too many asynchronous calls are in flight: the limit is " + limit
                            + "; try again when earlier calls are complete"));
        }
        Call<T> call = new Call<>(body);
        inFlight.add(call);
        try {
            executor.execute(call);
        } catch (RuntimeException e) {
            call.drop(MemoryException.of(ErrorCode.COMPONENT_FAILED, "the executor rejected an asynchronous call", e));
        }
        if (closed) {
            call.drop(closedException());
        }
        return call.result;
    }

    /** Drops the calls that have not begun, and waits for the others. The stages of all calls are complete then. */
    public void close() {
        closed = true;
        for (Call<?> call : inFlight) {
            if (!call.drop(closedException())) {
                call.await();
            }
        }
    }

    private static MemoryException closedException() {
        return MemoryException.of(ErrorCode.CLOSED, "the memory manager is closed");
    }

    private final class Call<T> implements Runnable {
        private final Supplier<T> body;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final AtomicBoolean begun = new AtomicBoolean();

        Call(Supplier<T> body) {
            this.body = body;
        }

        @Override
        public void run() {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            T value = null;
            Throwable failure = null;
            try {
                value = result.isDone() ? null : body.get();
            } catch (Throwable e) {
                failure = e;
            }
            end();
            complete(value, failure);
        }

        @SuppressWarnings("NullAway") // the value is null only if the result was cancelled before
        private void complete(@Nullable T value, @Nullable Throwable failure) {
            boolean ignored = failure == null ? result.complete(value) : result.completeExceptionally(failure);
        }

        /** Ends a call that has not begun. Returns false if it has begun. */
        boolean drop(MemoryException why) {
            if (!begun.compareAndSet(false, true)) {
                return false;
            }
            end();
            result.completeExceptionally(why);
            return true;
        }

        /** Frees the place of the call before its dependents run, because these may submit the next call. */
        private void end() {
            inFlight.remove(this);
            free.release();
        }

        void await() {
            result.exceptionally(e -> null).join();
        }
    }
}
