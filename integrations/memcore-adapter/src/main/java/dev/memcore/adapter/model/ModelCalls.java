package dev.memcore.adapter.model;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.ModelOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the chat models of a framework with a time limit. A call runs on a thread of an executor. After the timeout, or if
 * the caller is interrupted, that thread is interrupted and its reply is dropped. Safe for use by several threads.
 */
public final class ModelCalls {
    private final ExecutorService executor;

    private ModelCalls(ExecutorService executor) {
        this.executor = executor;
    }

    /**
     * Returns calls on an executor.
     *
     * @param executor runs one task for each call; virtual threads are sufficient. The host closes it
     */
    public static ModelCalls on(ExecutorService executor) {
        return new ModelCalls(Arguments.present(executor, "executor"));
    }

    /**
     * Returns what a call of a chat model returned.
     *
     * @param options have the timeout
     * @param call the call; may return null
     * @throws MemoryException {@link ErrorCode#COMPONENT_FAILED} if the call fails, takes longer than the timeout, returns
     *     null, or is rejected by the executor
     * @throws InterruptedException if the caller is interrupted; before the call, the model is not called
     */
    public <T> T answer(ModelOptions options, Callable<? extends @Nullable T> call) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the call of the chat model");
        }
        Future<? extends @Nullable T> running;
        try {
            running = executor.submit(call);
        } catch (RejectedExecutionException e) {
            throw failed("was not called, because the executor rejected the task", e);
        }
        try {
            T response = running.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (response == null) {
                throw failed("returned no response", null);
            }
            return response;
        } catch (ExecutionException e) {
            throw failed("failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw failed("did not answer within " + options.timeout(), e);
        } finally {
            running.cancel(true);
        }
    }

    /**
     * Returns the error of a chat model.
     *
     * @param how what the model did, after "the chat model"
     */
    public static MemoryException failed(String how, @Nullable Throwable cause) {
        return MemoryException.of(ErrorCode.COMPONENT_FAILED, "the chat model " + how, cause);
    }
}
