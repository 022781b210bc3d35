package dev.memcore.maintenance;

import dev.memcore.api.Scope;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.List;

/** A policy that proposes nothing, and remembers for tests where it was asked. */
final class Asked implements LifecyclePolicy {
    private final List<Scope> scopes = new ArrayList<>();

    @Override
    public String name() {
        return "asked";
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        scopes.add(scope.scope());
        return List.of();
    }

    /** Where it was asked since the last call, each scope once. */
    List<Scope> since() {
        List<Scope> since = scopes.stream().distinct().toList();
        scopes.clear();
        return since;
    }
}
