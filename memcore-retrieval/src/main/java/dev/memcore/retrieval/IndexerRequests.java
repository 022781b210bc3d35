package dev.memcore.retrieval;

import dev.memcore.api.error.MemoryException;
import dev.memcore.io.StorageFailure;
import dev.memcore.io.Uninterruptibly;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The waiting requests to the indexer, apart from indexing. The caller guards the instance methods by a lock. */
final class IndexerRequests {
    private final Queue<FutureTask<?>> waiting = new ArrayDeque<>();

    void add(FutureTask<?> request) {
        waiting.add(request);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Removes and returns the oldest request, or returns null if there is none. */
    @Nullable
    FutureTask<?> next() {
        return waiting.poll();
    }

    /** Cancels all waiting requests. */
    void cancel() {
        waiting.forEach(request -> request.cancel(false));
        waiting.clear();
    }

    /** Waits until a request is done. Throws if it failed or was cancelled. */
    static void await(FutureTask<@Nullable Void> task, IndexHealth health) {
        Uninterruptibly.await(() -> done(task, health));
    }

    private static void done(FutureTask<@Nullable Void> task, IndexHealth health) throws InterruptedException {
        try {
            task.get();
        } catch (CancellationException e) {
            health.check();
            health.requireWritable();
            throw e;
        } catch (ExecutionException e) {
            throw IndexerRequests.failed(e);
        }
    }

    private static MemoryException failed(ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        return MemoryException.of(StorageFailure.code(cause, null), "the index cannot be changed: " + cause, cause);
    }
}
