package dev.memcore.write;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.commit.OperationFold;
import dev.memcore.component.IndexPages;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A scope with the proposals of the current run applied. A dry run and a real run see the same state. The real run
 * commits exactly the operations that were folded here, and then reads the result from the index. So it holds only the
 * changes of one commit, and operations that could not be carried out.
 */
public final class StagedScopeView implements ScopeView {
    /** All tiers, but no blocks and no internal records. */
    public static final MemoryFilter POLICIES_SEE = everyTier();

    private final MemoryLookup index;
    private final Function<MemoryId, Usage> usage;
    private final Scope scope;
    private final Instant now;
    private final OperationFold fold;
    private final TreeMap<MemoryId, Memory> changed = new TreeMap<>();

    public StagedScopeView(
            MemoryLookup index, Function<MemoryId, Usage> usage, Scope scope, Instant now, Limits limits) {
        this.index = index;
        this.usage = usage;
        this.scope = scope;
        this.now = now;
        this.fold = OperationFold.ofNew(now, 0, limits);
    }

    private static MemoryFilter everyTier() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        return filter.build();
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Stream<Memory> memories() {
        return memories(EnumSet.allOf(Tier.class));
    }

    @Override
    public Stream<Memory> memories(Tier tier) {
        return memories(EnumSet.of(tier));
    }

    private Stream<Memory> memories(Set<Tier> tiers) {
        Iterator<Memory> indexed = new IndexPages((after, limit) -> index.inForce(scope, tiers, now, after, limit));
        Iterator<Memory> merged =
                new MergedMemories(indexed, changed, memory -> isSeen(memory) && tiers.contains(memory.tier()));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(merged, 0), false);
    }

    private boolean isSeen(Memory memory) {
        return memory.scope().equals(scope) && memory.inForceAt(now) && POLICIES_SEE.accepts(memory);
    }

    @Override
    public long size(Tier tier) {
        long size = index.countInForce(scope, EnumSet.of(tier), now);
        for (Memory memory : changed.values()) {
            size += isIn(tier, memory) - isIn(tier, index.get(memory.id()).orElse(null));
        }
        return size;
    }

    private int isIn(Tier tier, @Nullable Memory memory) {
        return memory != null && isSeen(memory) && memory.tier() == tier ? 1 : 0;
    }

    @Override
    public Optional<Memory> get(MemoryId id) {
        return Optional.ofNullable(present(id)).filter(memory -> memory.scope().equals(scope));
    }

    @Override
    public Usage usage(MemoryId id) {
        return usage.apply(id);
    }

    /**
     * Folds operations. Returns false, and changes nothing, if one does not fit, exceeds a limit of its memory, or
     * concerns a pinned memory.
     */
    public boolean take(List<MemoryOp> together) {
        Map<MemoryId, Memory> folded = new HashMap<>();
        Function<MemoryId, @Nullable Memory> present = id -> folded.containsKey(id) ? folded.get(id) : present(id);
        for (MemoryOp op : together) {
            Memory before = present.apply(op.id());
            if (before != null && before.pinned()) {
                return false;
            }
            try {
                folded.put(op.id(), fold.apply(op, id -> id.equals(op.id()) ? before : present.apply(id)));
            } catch (MemoryException e) {
                if (!isUnfit(e)) {
                    throw e;
                }
                return false;
            }
        }
        changed.putAll(folded);
        return true;
    }

    /** Whether the memory's current state caused the rejection, rather than the operation itself. */
    static boolean isUnfit(MemoryException refusal) {
        return refusal.code() == ErrorCode.CONFLICT
                || refusal.code() == ErrorCode.NOT_FOUND
                || refusal.code() == ErrorCode.LIMIT_EXCEEDED; // one link too many, for instance
    }

    /** Drops changes that the index has. */
    public void settled(List<Memory> versions) {
        for (Memory version : versions) {
            changed.remove(version.id());
        }
    }

    /** The number of memories in each tier; empty tiers are omitted. */
    public Map<Tier, Integer> sizes() {
        Map<Tier, Integer> sizes = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            int size = Math.toIntExact(size(tier));
            if (size > 0) {
                sizes.put(tier, size);
            }
        }
        return sizes;
    }

    /** A memory of any scope with the changes applied, or null. */
    @Nullable
    public Memory present(MemoryId id) {
        Memory mine = changed.get(id);
        return mine != null ? mine : index.get(id).orElse(null);
    }
}
