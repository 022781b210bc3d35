package dev.memcore.spi.lifecycle;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import java.util.List;

/**
 * Decides what becomes of memories: promotes, moves, merges, forgets. It proposes; the manager applies.
 *
 * <ul>
 *   <li><b>Purity.</b> A function of the view alone: no clock, no chance but from a seed of its own, no state, no thread. The
 *       same view gives the same operations.
 *   <li><b>Pins.</b> Proposes nothing for a {@linkplain dev.memcore.api.Memory#pinned() pinned} memory; the manager leaves
 *       it out if it does.
 *   <li><b>Idempotence.</b> Applied to a view in which its proposals have been carried out, it proposes nothing.
 *   <li><b>End.</b> Asked again and again with its proposals carried out, it comes to an end. After 1,000 operations in a scope, and
 *       100 more for each memory of the scope, it is stopped there until the next run.
 *   <li><b>Failure.</b> If it throws or breaks this contract, it is left out in that scope for the rest of the run, and reported.
 *   <li><b>Raw is kept.</b> What is derived names its sources in {@code derivedFrom}.
 *   <li><b>Memory.</b> May hold what it proposes and a few numbers per memory, but not all texts at once.
 *   <li><b>Operations.</b> Those that {@link dev.memcore.api.MemorySpace#apply} accepts, on memories of the view's scope; the
 *       manager sets the actor of their causes to {@code policy:} and the name.
 * </ul>
 */
public interface LifecyclePolicy {
    /** Names the policy and its settings, 1 to 200 characters; it stands in the cause of every change. */
    String name();

    /**
     * What to do.
     *
     * @param scope what is seen
     * @param limit how many operations at most; the policy is asked again if it has more
     * @param ids makes the ids of new memories
     */
    List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids);
}
