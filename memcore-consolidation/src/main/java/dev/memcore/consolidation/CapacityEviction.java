package dev.memcore.consolidation;

import dev.memcore.api.Cause;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Tier;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.spi.ScopeView;
import dev.memcore.spi.ValueFunction;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps a tier of each scope within a capacity: what is worth least leaves first, of equal values the oldest. What leaves
 * goes to the {@linkplain Tier#ARCHIVE archive}, where it is still found by who asks for it; what leaves the archive itself
 * is forgotten. Made by {@link Policies}.
 *
 * <p>Pinned memories count toward the capacity, but never leave: if there are more of them than the capacity, the tier
 * stays above it. Two passes over the scope's memories, O(n log k); holds ids and values of the k that leave, no texts.
 */
public final class CapacityEviction implements LifecyclePolicy {
    private final String name;
    private final Tier tier;
    private final int capacity;
    private final Function<ScopeView, ValueFunction> valuation;
    private final boolean forgets;

    CapacityEviction(String name, Tier tier, int capacity, Function<ScopeView, ValueFunction> valuation) {
        this(name, tier, Arguments.notNegative(capacity, "capacity"), valuation, tier == Tier.ARCHIVE);
    }

    private CapacityEviction(
            String name, Tier tier, int capacity, Function<ScopeView, ValueFunction> valuation, boolean forgets) {
        this.name = name;
        this.tier = tier;
        this.capacity = capacity;
        this.valuation = valuation;
        this.forgets = forgets;
    }

    /** The same policy, but what leaves the tier is forgotten rather than archived. */
    public CapacityEviction forgetting() {
        return new CapacityEviction(name, tier, capacity, valuation, true);
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "%s beyond %d in %s%s", name, capacity, tier, forgets ? ", forgets" : "");
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        long leaving = Math.min(count(scope, memory -> true) - capacity, count(scope, memory -> !memory.pinned()));
        if (leaving <= 0 || limit <= 0) {
            return List.of();
        }
        ValueFunction value = valuation.apply(scope);
        Lowest lowest = new Lowest((int) Math.min(leaving, limit));
        try (Stream<Memory> memories = scope.memories()) {
            memories.filter(memory -> memory.tier() == tier && !memory.pinned())
                    .forEachOrdered(memory ->
                            lowest.offer(memory.id(), value.value(memory, scope.usage(memory.id()), scope.now())));
        }
        return lowest.inOrder().stream().map(this::removal).toList();
    }

    private long count(ScopeView scope, Predicate<Memory> counted) {
        try (Stream<Memory> memories = scope.memories()) {
            return memories.filter(memory -> memory.tier() == tier && counted.test(memory))
                    .count();
        }
    }

    private MemoryOp removal(Lowest.Valued victim) {
        String reason = String.format(Locale.ROOT, "beyond %,d in %s; value %.2f", capacity, tier, victim.value());
        Cause cause = Cause.of(name(), reason);
        return forgets ? new MemoryOp.Forget(victim.id(), cause) : new MemoryOp.Move(victim.id(), Tier.ARCHIVE, cause);
    }
}
