package dev.memcore.retrieval.storage;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Whether the last call of an embedder failed. Thread-safe. */
final class EmbedderState {
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable Class<?> failure;

    void succeeded() {
        if (failure != null) {
            failure = null;
        }
    }

    void failed(Throwable cause) {
        failures.incrementAndGet();
        failure = cause.getClass();
    }

    /** Returns the number of calls that failed. */
    long failures() {
        return failures.get();
    }

    /**
     * Returns the type of the exception of the last call, or null if that call succeeded. The message is not kept,
     * because it may quote a text.
     */
    @Nullable
    Class<?> failure() {
        return failure;
    }
}
