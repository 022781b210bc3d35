package dev.memcore.maintenance;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The smallest policy that adds: each raw memory in MID gets a gist, and moves to the archive, both or neither. */
public final class Gists implements LifecyclePolicy {
    @Override
    public String name() {
        return "gists";
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        try (Stream<Memory> memories = scope.memories()) {
            Optional<Memory> next = limit < 2
                    ? Optional.empty()
                    : memories.filter(memory -> memory.tier() == Tier.MID && !memory.pinned())
                            .filter(memory -> memory.observation().derivedFrom().isEmpty())
                            .findFirst();
            return next.map(memory -> gist(scope, memory, ids)).orElse(List.of());
        }
    }

    private static List<MemoryOp> gist(ScopeView scope, Memory memory, IdSource ids) {
        Cause cause = Cause.of("gists");
        Observation gist = Observation.builder("gist: " + memory.text())
                .kind(Kind.SUMMARY)
                .derivedFrom(memory.id())
                .build();
        return List.of(
                new MemoryOp.Add(ids.next(scope.now()), scope.scope(), gist, cause),
                new MemoryOp.Move(memory.id(), Tier.ARCHIVE, cause));
    }
}
