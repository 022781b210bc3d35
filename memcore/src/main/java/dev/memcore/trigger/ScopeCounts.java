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

/** What triggers count of one scope. Guarded by {@link Triggers}. */
final class ScopeCounts {
    /** Active memories by tier. Those that have expired are among them until {@link #sized}. */
    private final Map<Tier, Integer> sizes = new EnumMap<>(Tier.class);

    /** What each rule has counted since it fired last; only rules that count have one. */
    private final long[] since;

    /** Whether the sizes are not known yet: the scope is older than this opening, and no run has looked at it. */
    private boolean unsized;

    ScopeCounts(int rules, boolean unsized) {
        this.since = new long[rules];
        this.unsized = unsized;
    }

    /** Takes note of sizes as they are. */
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

    /** Whether a change has brought a memory into a tier that is too large with it. */
    boolean overflows(CommitBuilder.Change change, Tier tier, int capacity) {
        boolean came = change.op() instanceof MemoryOp.Add || change.op() instanceof MemoryOp.Move;
        return came && change.after().tier() == tier && !unsized && sizes.getOrDefault(tier, 0) > capacity;
    }

    /** Counts for a rule; true: it has come to the limit, and begins anew. */
    boolean reaches(int rule, long more, long limit) {
        since[rule] += more;
        boolean reached = since[rule] >= limit;
        if (reached) {
            since[rule] = 0;
        }
        return reached;
    }
}
