package dev.memcore.bench.forgetting;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A policy that archives given memories, which were selected by other policies. */
record Departure(Set<MemoryId> leaving) implements LifecyclePolicy {
    @Override
    public String name() {
        return "departure";
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        Cause cause = Cause.of(name());
        try (Stream<Memory> memories = scope.memories()) {
            return memories.filter(memory -> memory.tier() != Tier.ARCHIVE && leaving.contains(memory.id()))
                    .limit(limit)
                    .<MemoryOp>map(memory -> new MemoryOp.Move(memory.id(), Tier.ARCHIVE, cause))
                    .toList();
        }
    }
}
