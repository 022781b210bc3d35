package dev.memcore.spi.lifecycle;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import java.util.List;

/**
 * Proposes operations that promote, move, merge or forget memories of a scope. The manager applies the operations.
 *
 * <ul>
 *   <li><b>Purity.</b> A function of the view only. It uses no clock, no state and no threads, and random numbers only
 *       from its own seed. The same view gives the same operations.
 *   <li><b>Pins.</b> Proposes no operations on a {@linkplain dev.memcore.api.Memory#pinned() pinned} memory. The
 *       manager ignores such operations.
 *   <li><b>Idempotence.</b> If all proposals are applied to the view, the policy proposes nothing.
 *   <li><b>Termination.</b> Repeated calls with applied proposals end. The manager stops a policy in a scope until the
 *       next run after 1,000 operations, plus 100 for each memory of the scope.
 *   <li><b>Failure.</b> If the policy throws or breaks this contract, the run skips it in this scope and reports the
 *       failure.
 *   <li><b>Sources.</b> Derived memories name their sources in {@code derivedFrom}.
 *   <li><b>Memory.</b> May hold its proposals and a few numbers per memory, but not all texts at once.
 *   <li><b>Operations.</b> Only operations that {@link dev.memcore.api.MemorySpace#apply} accepts, on memories of the
 *       view's scope. The manager sets the actor of their causes to {@code policy:} and the policy's name.
 * </ul>
 */
public interface LifecyclePolicy {
    /** Returns the name of the policy and its settings, 1 to 200 characters. The cause of every change contains it. */
    String name();

    /**
     * Proposes operations.
     *
     * @param scope the memories of the scope
     * @param limit the maximum number of operations; if the policy has more, it is called again
     * @param ids creates the ids of new memories
     */
    List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids);
}
