package dev.memcore.api.config;

import dev.memcore.api.error.MemoryException;

/**
 * Receives the start and the end of every operation of a store, for metrics and traces. It receives no texts, ids or
 * scopes.
 *
 * <p>All methods are called on the thread of the operation, which waits until they return. They must not call the store.
 * Safe for any number of threads. If a method throws, a warning is logged and the operation continues.
 */
@FunctionalInterface
public interface OperationListener {
    /** A listener that ignores all operations. */
    OperationListener NONE = kind -> RunningOperation.IGNORED;

    /** Called before an operation. Returns the object that receives its end. */
    RunningOperation started(OperationKind kind);

    /** Receives the end of one operation: one of the methods is called, once. */
    interface RunningOperation {
        /** Ignores the end. */
        RunningOperation IGNORED = new RunningOperation() {};

        /** Called when the operation succeeded. */
        default void succeeded(OperationSummary summary) {}

        /**
         * Called when the operation failed.
         *
         * @param failure the exception that the caller gets; its message may contain texts of memories
         */
        default void failed(MemoryException failure) {}
    }
}
