package dev.memcore.trigger;

import dev.memcore.api.Memory;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.write.StagedScopeView;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of one scope that triggers use. Guarded by {@link Triggers}. */
final class ScopeCounts {
    /** Active memories by tier. Expired memories are included until {@link #sized}. */
    private final Map<Tier, Integer> sizes = new EnumMap<>(Tier.class);

    /** The count of each rule since it fired last. Only counting rules use it. */
    private final long[] since;

    /** Whether the sizes are unknown: the scope existed before this opening, and no run has read it yet. */
    private boolean unsized;

    ScopeCounts(int rules, boolean unsized) {
        this.since = new long[rules];
        this.unsized = unsized;
    }

    /** Sets the sizes to their exact values. */
    void sized(Map<Tier, Integer> actual) {
        sizes.clear();
        sizes.putAll(actual);
        unsized = false;
    }

    void changed(CommitBuilder.Change change) {
        add(change.before(), -1);
        add(change.after(), 1);
    }

    private void add(@Nullable Memory memory, int by) {
        if (memory != null && memory.status() == Status.ACTIVE && StagedScopeView.POLICIES_SEE.accepts(memory)) {
            sizes.merge(memory.tier(), by, Integer::sum);
        }
    }

    /** Whether a change has added a memory to a tier that exceeds the capacity with it. */
    boolean overflows(CommitBuilder.Change change, Tier tier, int capacity) {
        boolean came = change.op() instanceof MemoryOp.Add || change.op() instanceof MemoryOp.Move;
        return came && change.after().tier() == tier && !unsized && sizes.getOrDefault(tier, 0) > capacity;
    }

    /** Adds to the count of a rule. Returns true, and restarts the count, if it reaches the limit. */
    boolean reaches(int rule, long more, long limit) {
        since[rule] += more;
        boolean reached = since[rule] >= limit;
        if (reached) {
            since[rule] = 0;
        }
        return reached;
    }
}
