package dev.memcore.maintenance;

import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.write.PolicyFailure;
import dev.memcore.write.StagedScopeView;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Detects policies that never terminate in a scope: those that always propose something, and those that undo each
 * other's changes. Counts the proposals of each policy in a scope until no policy proposes anything, over any number of
 * runs. For one thread.
 */
final class RunawayGuard {
    /** The operations that a policy may propose in any scope, however few memories it has. */
    static final int FREE = 1_000;

    /**
     * The additional operations per memory of the scope. The policies of this library need at most 20: a link to each
     * neighbour.
     */
    static final int PER_MEMORY = 100;

    private final Map<Scope, Work> scopes = new HashMap<>();

    /** The proposals in a scope. */
    private record Work(long limit, Map<LifecyclePolicy, Long> proposed) {}

    /** Counts a proposal. */
    void proposed(StagedScopeView view, LifecyclePolicy policy, int operations) {
        scopes.computeIfAbsent(view.scope(), scope -> new Work(limit(view), new IdentityHashMap<>()))
                .proposed()
                .merge(policy, (long) operations, Long::sum);
    }

    private static long limit(StagedScopeView view) {
        long memories =
                view.sizes().values().stream().mapToLong(Integer::longValue).sum();
        return FREE + PER_MEMORY * memories;
    }

    /** Fails if a policy has exceeded its limit. */
    void check(Scope scope, LifecyclePolicy policy) {
        Work work = scopes.get(scope);
        if (work != null && work.proposed().getOrDefault(policy, 0L) > work.limit()) {
            throw new PolicyFailure(MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "the policy did not terminate within " + work.limit()
                            + " operations in this scope; its commits can be undone"));
        }
    }

    /** Resets the counts of policies that propose nothing more for a scope, or were stopped there. */
    void settled(Scope scope, Collection<LifecyclePolicy> policies) {
        Work work = scopes.get(scope);
        if (work != null) {
            policies.forEach(work.proposed()::remove);
            if (work.proposed().isEmpty()) {
                scopes.remove(scope);
            }
        }
    }
}
