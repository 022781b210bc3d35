package dev.memcore.papers.eviction;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.age.RecordingOrder;
import dev.memcore.consolidation.eviction.LowestValues;
import dev.memcore.consolidation.provenance.LastActor;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Archives the lowest share of a tier whenever a number of memories have been recorded since the last pruning.
 *
 * <p>A policy has no state, but the memories that it archived name it as their last actor. The latest of them shows the
 * time of the last pruning, and their number shows how much of it is done. So an interrupted pruning is completed, and
 * a run without new memories changes nothing. The policy cannot forget memories, because that would leave no trace, so
 * it cannot prune the archive.
 *
 * <p>Makes up to four passes, and those of the valuation. Holds the ids and values of the removed memories, and an id
 * and a time for each memory of the scope.
 */
public final class SharePruning implements LifecyclePolicy {
    private final String name;
    private final Valuation valuation;
    private final Tier tier;
    private final double share;
    private final int every;

    /**
     * Creates the policy.
     *
     * @param name names the valuation, up to 100 characters
     * @param tier not the archive
     * @param share the share that is archived, in [0, 1]
     * @param every the number of recorded memories between two prunings, positive
     */
    public SharePruning(String name, Valuation valuation, Tier tier, double share, int every) {
        Arguments.policyName(name, 100);
        Arguments.require(tier != Tier.ARCHIVE, "what is pruned is archived, so the tier cannot be ARCHIVE itself");
        Arguments.unit(share, "share");
        this.name = name;
        this.valuation = Arguments.present(valuation, "valuation");
        this.tier = Arguments.present(tier, "tier");
        this.share = share;
        this.every = Arguments.positive(every, "every");
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "%s: lowest %.3g of %s every %d", name, share, tier, every);
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        int most = Math.min(limit, due(scope));
        if (most <= 0) {
            return List.of();
        }
        ValueFunction values = valuation.over(scope);
        LowestValues leaving = new LowestValues(most);
        try (Stream<Memory> memories = scope.memories(tier)) {
            memories.filter(memory -> !memory.pinned())
                    .forEachOrdered(memory ->
                            leaving.offer(memory.id(), values.value(memory, scope.usage(memory.id()), scope.now())));
        }
        return leaving.inOrder().stream().map(this::removal).toList();
    }

    /** The number of memories still to be archived in the present pruning. */
    private int due(ScopeView scope) {
        RecordingOrder order = RecordingOrder.of(scope);
        Round round = new Round();
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(this::isPruned)
                    .filter(memory -> order.after(memory.recordedAt()) < every)
                    .forEachOrdered(memory -> round.add(memory.recordedAt()));
        }
        if (round.size == 0 && order.size() < every) {
            return 0;
        }
        int newer = round.size == 0 ? 0 : order.after(round.latest);
        RecordingOrder inTier = RecordingOrder.of(scope, memory -> memory.tier() == tier);
        int pool = Math.max(0, inTier.size() - newer) + round.size;
        return (int) (share * pool) - round.size;
    }

    /** The memories that the present pruning has archived. */
    private static final class Round {
        private int size;
        private Instant latest = Instant.MIN;

        void add(Instant moment) {
            size++;
            latest = moment.isAfter(latest) ? moment : latest;
        }
    }

    private boolean isPruned(Memory memory) {
        return memory.tier() == Tier.ARCHIVE && LastActor.by(this, memory);
    }

    private MemoryOp removal(LowestValues.Valued victim) {
        String reason =
                String.format(Locale.ROOT, "among the lowest %.3g of %s; value %.2f", share, tier, victim.value());
        return new MemoryOp.Move(victim.id(), Tier.ARCHIVE, Cause.of(name(), reason));
    }
}
