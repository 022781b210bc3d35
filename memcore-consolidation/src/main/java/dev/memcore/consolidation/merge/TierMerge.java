package dev.memcore.consolidation.merge;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps a tier of each scope within a capacity by merging. Several memories move to the {@linkplain Tier#ARCHIVE
 * archive}, and one that is {@linkplain MergedMemory made of them} replaces them. A merge is proposed completely or not
 * at all, so the smallest usable limit is {@value #LEAST}.
 *
 * <p>Reads the tier once, and a second time if no merge within a session is left. Each reading embeds all mergeable
 * memories of the tier. Holds a vector for each of them, and only the texts of one merge.
 */
public final class TierMerge implements LifecyclePolicy {
    /** The number of operations of the smallest merge: one memory added, two moved. */
    static final int LEAST = 3;

    private final MergePlan plan;
    private final Embedder embedder;
    private final Tier tier;
    private final int capacity;
    private final Limits limits;

    /** Returns a policy that merges the most similar neighbours in time, see {@link SimilarNeighbours}. */
    public static TierMerge ofNeighbours(Embedder embedder, Tier tier, int capacity, Limits limits) {
        return new TierMerge(new SimilarNeighbours(), embedder, tier, capacity, limits);
    }

    /** Returns a policy that merges clusters of similar memories regardless of time, see {@link SimilarClusters}. */
    public static TierMerge ofClusters(Embedder embedder, Tier tier, int capacity, Limits limits) {
        return new TierMerge(new SimilarClusters(), embedder, tier, capacity, limits);
    }

    private TierMerge(MergePlan plan, Embedder embedder, Tier tier, int capacity, Limits limits) {
        Arguments.require(tier != Tier.ARCHIVE, "what is merged goes to the archive, so tier must be another one");
        this.plan = plan;
        this.embedder = Arguments.present(embedder, "embedder");
        this.tier = Arguments.present(tier, "tier");
        this.capacity = Arguments.positive(capacity, "capacity");
        this.limits = Arguments.present(limits, "limits");
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "merge of %s beyond %d in %s", plan.what(), capacity, tier);
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        long held = scope.size(tier);
        if (held <= capacity || limit < LEAST) {
            return List.of();
        }
        List<List<MemoryId>> merges = merges(scope, held, limit, plan.acrossSessions());
        if (merges.isEmpty() && !plan.acrossSessions()) {
            // The number of sessions alone may exceed the capacity.
            merges = merges(scope, held, limit, true);
        }
        List<MemoryOp> operations = new ArrayList<>();
        merges.forEach(parts -> operations.addAll(merge(scope, parts, ids)));
        return operations;
    }

    private List<List<MemoryId>> merges(ScopeView scope, long held, int limit, boolean acrossSessions) {
        Mergeable mergeable = Mergeable.in(scope, tier, embedder, acrossSessions);
        long others = held - mergeable.size();
        int target = (int) Math.max(0, capacity - others);
        return plan.merges(mergeable, target, limit, limits.attributes());
    }

    private List<MemoryOp> merge(ScopeView scope, List<MemoryId> parts, IdSource ids) {
        List<Memory> memories =
                parts.stream().map(id -> scope.get(id).orElseThrow()).toList();
        MemoryId merged = ids.next(scope.now());
        String reason =
                String.format(Locale.ROOT, "%d of %s, beyond %,d in %s", parts.size(), plan.what(), capacity, tier);
        List<MemoryOp> operations = new ArrayList<>();
        operations.add(new MemoryOp.Add(
                merged,
                scope.scope(),
                MergedMemory.of(memories, limits),
                new Cause(name(), reason, new HashSet<>(parts))));
        for (MemoryId part : parts) {
            Cause cause = new Cause(name(), "merged into " + merged, Set.of(part, merged));
            operations.add(new MemoryOp.Move(part, Tier.ARCHIVE, cause));
        }
        return operations;
    }
}
