package dev.memcore.bench.forgetting;

import dev.memcore.api.Scope;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;
import java.util.Map;

/**
 * A policy that applies another policy for each scope. Conversations differ in length, so the same share of each is a
 * different capacity.
 */
record PerScope(String name, Map<Scope, LifecyclePolicy> policies) implements LifecyclePolicy {
    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        LifecyclePolicy policy = policies.get(scope.scope());
        return policy == null ? List.of() : policy.propose(scope, limit, ids);
    }
}
