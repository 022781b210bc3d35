package dev.memcore.consolidation.promotion;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Moves memories that are hot enough from {@link Tier#MID} to {@link Tier#LONG}, oldest first. One pass; holds its
 * proposals.
 */
public final class HeatPromotion implements LifecyclePolicy {
    private final Heat heat;
    private final double threshold;

    /**
     * Creates the policy.
     *
     * @param threshold the minimum heat of promoted memories, not negative
     */
    public HeatPromotion(Heat heat, double threshold) {
        this.heat = heat;
        this.threshold = Arguments.notNegative(threshold, "threshold");
    }

    @Override
    public String name() {
        return "promotion at heat " + threshold + " by " + heat;
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        try (Stream<Memory> memories = scope.memories(Tier.MID)) {
            return memories.filter(memory -> !memory.pinned())
                    .filter(memory -> heat(memory, scope) >= threshold)
                    .limit(Math.max(0, limit))
                    .map(memory -> promotion(memory, heat(memory, scope)))
                    .toList();
        }
    }

    private double heat(Memory memory, ScopeView scope) {
        return heat.value(memory, scope.usage(memory.id()), scope.now());
    }

    private MemoryOp promotion(Memory memory, double heat) {
        String reason = String.format(Locale.ROOT, "heat %.2f, at least %.2f", heat, threshold);
        return new MemoryOp.Move(memory.id(), Tier.LONG, Cause.of(name(), reason));
    }
}
