package dev.memcore.api.config;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import java.util.List;

/**
 * Receives the events of maintenance runs. Dry runs have no events. All methods are called on the thread of the
 * maintenance run, which waits until they return. They may read from the store and write to it, but must not start
 * maintenance or close the store. If a method throws, a warning is logged and the run continues.
 */
public interface MaintenanceListener {
    /** A listener that ignores all events. */
    MaintenanceListener NONE = new MaintenanceListener() {};

    /** Called when a run starts. */
    default void started(Budget budget) {}

    /**
     * Called when operations of a policy are durable.
     *
     * @param scope the scope of the operations
     * @param policy the name of the policy that proposed the operations
     * @param operations the operations in their order, at most 1,000
     * @param commit the sequence number of the commit that contains them, for {@link MemoryManager#undo}
     */
    default void committed(Scope scope, String policy, List<MemoryOp> operations, long commit) {}

    /** Called when a run ends, because no work is left or because its budget is used up. */
    default void finished(MaintenanceReport report) {}

    /**
     * Called when a policy threw in a scope, broke its contract there, or did not terminate there. The run continues
     * without this policy in this scope.
     *
     * @param scope the scope
     * @param policy the name of the policy, or {@link MaintenanceReport#RETENTION}
     * @param cause the exception; its message may contain texts of memories
     */
    default void failed(Scope scope, String policy, Throwable cause) {}

    /** Called when a run fails, because the store could not be read or written. Earlier commits of the run stay. */
    default void failed(RuntimeException cause) {}
}
