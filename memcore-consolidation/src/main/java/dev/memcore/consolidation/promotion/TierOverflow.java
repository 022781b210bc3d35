package dev.memcore.consolidation.promotion;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Moves all but the newest memories from {@link Tier#SHORT} to {@link Tier#MID}, oldest first, with or without a
 * session. Pinned memories count towards the number that stays, but never move. One pass if the tier is too large;
 * holds its proposals.
 */
public final class TierOverflow implements LifecyclePolicy {
    private final int newest;

    /**
     * Creates the policy.
     *
     * @param newest the number of memories of the tier that stay, not negative
     */
    public TierOverflow(int newest) {
        this.newest = Arguments.notNegative(newest, "newest");
    }

    @Override
    public String name() {
        return "newest " + newest + " stay SHORT";
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        long older = scope.size(Tier.SHORT) - newest;
        List<MemoryOp> moves = new ArrayList<>();
        if (older <= 0) {
            return moves;
        }
        try (Stream<Memory> memories = scope.memories(Tier.SHORT)) {
            memories.filter(memory -> !memory.pinned())
                    .limit(Math.min(older, Math.max(0, limit)))
                    .forEachOrdered(memory -> moves.add(move(memory)));
        }
        return moves;
    }

    private MemoryOp move(Memory memory) {
        String reason = String.format(Locale.ROOT, "not among the newest %,d of the tier", newest);
        return new MemoryOp.Move(memory.id(), Tier.MID, Cause.of(name(), reason));
    }
}
