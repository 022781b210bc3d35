package dev.memcore.api.config;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import java.util.List;

/**
 * Is told how maintenance goes on; not of dry runs. Called on the thread that maintains, which waits for it. May read from the
 * store, and write to it, but not maintain or close it. What it throws is logged, and changes nothing.
 */
public interface MaintenanceListener {
    /** Listens to nothing. */
    MaintenanceListener NONE = new MaintenanceListener() {};

    /** A run begins. */
    default void started(Budget budget) {}

    /**
     * Something was done, and is durable.
     *
     * @param scope where
     * @param policy the name of the policy that had proposed it
     * @param operations what was done, in order, at most 1,000
     * @param commit the commit that holds it, for {@link MemoryManager#undo}
     */
    default void committed(Scope scope, String policy, List<MemoryOp> operations, long commit) {}

    /** A run has come to its end, or to that of its budget. */
    default void finished(MaintenanceReport report) {}

    /**
     * A policy has failed in a scope, broken its contract there, or not come to an end. The run goes on without it.
     *
     * @param scope where
     * @param policy the name of the policy, or {@link MaintenanceReport#RETENTION}
     * @param cause what it threw; its message may quote memories
     */
    default void failed(Scope scope, String policy, Throwable cause) {}

    /** A run has failed, because the store could not be read or written; what it had committed before stays. */
    default void failed(RuntimeException cause) {}
}
