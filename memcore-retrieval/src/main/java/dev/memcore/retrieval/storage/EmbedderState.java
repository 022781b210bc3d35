package dev.memcore.retrieval.storage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the last call of an embedder failed. Thread-safe.
 *
 * @param failures the number of calls that failed
 * @param last the type of the exception of the last call, or null if that call succeeded. The message is not kept,
 *     because it may quote a text
 */
record EmbedderState(AtomicLong failures, AtomicReference<@Nullable Class<?>> last) {
    EmbedderState() {
        this(new AtomicLong(), new AtomicReference<>());
    }

    void succeeded() {
        if (last.get() != null) {
            last.set(null);
        }
    }

    void failed(Throwable cause) {
        failures.incrementAndGet();
        last.set(cause.getClass());
    }
}
