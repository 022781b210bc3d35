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
 * Finds policies that would never come to an end in a scope: those that always have something to propose, and those that undo
 * each other's work. Counts what each has proposed in a scope until all that are asked there have nothing more to say,
 * over however many runs that takes. For one thread.
 */
final class RunawayGuard {
    /** So many operations a policy may propose in any scope, however few memories that has. */
    static final int FREE = 1_000;

    /** So many more for each memory of the scope. The policies of this library need 20 at most: a link to each neighbour. */
    static final int PER_MEMORY = 100;

    private final Map<Scope, Work> scopes = new HashMap<>();

    /** What was proposed in a scope. */
    private record Work(long limit, Map<LifecyclePolicy, Long> proposed) {}

    /** Takes note of what a policy has proposed. */
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

    /** Fails if a policy has proposed too much. */
    void check(Scope scope, LifecyclePolicy policy) {
        Work work = scopes.get(scope);
        if (work != null && work.proposed().getOrDefault(policy, 0L) > work.limit()) {
            throw new PolicyFailure(MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "the policy has not come to an end after " + work.limit()
                            + " operations in this scope; what it has done can be undone"));
        }
    }

    /** Takes note that these policies have nothing more to say about a scope, or were stopped there. */
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
