package dev.memcore.bench.forgetting;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.bench.harness.Stores;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A snapshot of a policy's view of a scope, held in memory, so that several policies can be applied to the same view.
 *
 * @param present by id, oldest first
 * @param usages how each has served
 */
record StillScope(Scope scope, Instant now, Map<MemoryId, Memory> present, Map<MemoryId, Usage> usages)
        implements ScopeView {
    /** Returns snapshots of all scopes of a store, which is not changed. */
    static List<StillScope> of(Path store) {
        Onlooker onlooker = new Onlooker(new ArrayList<>());
        try (MemoryManager manager = Stores.openMaintained(store, List.of(onlooker), Retention.FOREVER)) {
            manager.dryRun(Budget.ofDefaults());
        }
        return onlooker.seen;
    }

    private static StillScope of(ScopeView view) {
        Map<MemoryId, Memory> present = new LinkedHashMap<>();
        Map<MemoryId, Usage> usages = new LinkedHashMap<>();
        try (Stream<Memory> memories = view.memories()) {
            memories.forEachOrdered(memory -> {
                present.put(memory.id(), memory);
                usages.put(memory.id(), view.usage(memory.id()));
            });
        }
        return new StillScope(view.scope(), view.now(), present, usages);
    }

    /** A policy that proposes nothing, and records the views that it receives. */
    private record Onlooker(List<StillScope> seen) implements LifecyclePolicy {
        @Override
        public String name() {
            return "onlooker";
        }

        @Override
        public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
            seen.removeIf(other -> other.scope().equals(scope.scope()));
            seen.add(of(scope));
            return List.of();
        }
    }

    @Override
    public Stream<Memory> memories() {
        return present.values().stream();
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        return Optional.ofNullable(present.get(id));
    }

    @Override
    public Usage usage(MemoryId id) {
        return usages.getOrDefault(id, Usage.NONE);
    }
}
