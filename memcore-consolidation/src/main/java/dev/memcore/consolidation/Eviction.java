package dev.memcore.consolidation;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.eviction.LowestValues;
import dev.memcore.consolidation.eviction.ValueFloor;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Removes the memories of the lowest value from a tier of each scope; of equal values the oldest. It removes either all
 * memories beyond a capacity, or those below a value threshold as long as a minimum number stays. Removed memories move
 * to the {@linkplain Tier#ARCHIVE archive}, where queries that include it still find them. Memories removed from the
 * archive itself are forgotten. Created by {@link Policies}, and by {@code PublishedPolicies} of memcore-papers.
 *
 * <p>Pinned memories count towards the capacity, but are never removed: if there are more of them than the capacity,
 * the tier exceeds it. A floor for groups also takes precedence over the capacity. Makes one pass over the tier's
 * memories (two with a floor for groups), and the passes of the valuation. O(n log k); holds ids and values of the k
 * removed memories (k per group with a floor for groups), but no texts.
 */
public final class Eviction implements LifecyclePolicy {
    private final String name;
    private final Tier tier;
    private final int stay;
    private final double below;
    private final Valuation valuation;
    private final ValueFloor floor;
    private final boolean forgets;

    /** Removes all memories beyond a capacity. */
    Eviction(String name, Tier tier, int capacity, Valuation valuation) {
        this(name, tier, capacity, Double.POSITIVE_INFINITY, valuation);
    }

    /** Removes all memories below a value threshold, as long as a minimum number stays. */
    Eviction(String name, Tier tier, int stay, double below, Valuation valuation) {
        this(
                name,
                tier,
                Arguments.notNegative(stay, "capacity"),
                below,
                valuation,
                ValueFloor.NONE,
                tier == Tier.ARCHIVE);
        Arguments.policyName(name, 100);
        Arguments.require(!Double.isNaN(below), "threshold must be a number, but is " + below);
    }

    private Eviction(
            String name, Tier tier, int stay, double below, Valuation valuation, ValueFloor floor, boolean forgets) {
        this.name = name;
        this.tier = Arguments.present(tier, "tier");
        this.stay = stay;
        this.below = below;
        this.valuation = Arguments.present(valuation, "valuation");
        this.floor = floor;
        this.forgets = forgets;
    }

    /** Returns this policy, except that removed memories are forgotten instead of archived. */
    public Eviction forgetting() {
        return new Eviction(name, tier, stay, below, valuation, floor, true);
    }

    /**
     * Returns this policy, except that the best memories of each kind stay. Replaces an earlier floor for groups.
     *
     * @param least the number that stays per kind
     */
    public Eviction keepingOfEachKind(int least) {
        return keeping(ValueFloor.ofEach("kind", least, memory -> memory.kind().name()));
    }

    /**
     * Returns this policy, except that the best memories of each session stay. Replaces an earlier floor for groups.
     *
     * @param least the number that stays per session
     */
    public Eviction keepingOfEachSession(int least) {
        return keeping(ValueFloor.ofEach("session", least, memory -> Objects.requireNonNullElse(memory.session(), "")));
    }

    /**
     * Returns this policy, except that the best memories of each value of an attribute stay. Replaces an earlier floor
     * for groups. Memories without the attribute are a group of their own.
     *
     * @param least the number that stays per value
     */
    public Eviction keepingOfEach(String attribute, int least) {
        return keeping(ValueFloor.ofEach(
                attribute,
                least,
                memory -> Optional.ofNullable(memory.observation().attributes().get(attribute))
                        .map(value -> value.canonical().toString())
                        .orElse("")));
    }

    /**
     * Returns this policy, except that the best memories of each group stay. Replaces an earlier floor for groups.
     *
     * @param what the size and the group, for the name of the policy, such as "3 of each city"
     * @param group the group of a memory
     * @param least the number that stays per group, not negative
     */
    public Eviction keepingOfEach(String what, Function<Memory, String> group, ToIntFunction<String> least) {
        Arguments.policyName(what, 100);
        Arguments.present(group, "group");
        Arguments.present(least, "least");
        return keeping(new ValueFloor(", " + what + " stay", group, least));
    }

    private Eviction keeping(ValueFloor other) {
        return new Eviction(name, tier, stay, below, valuation, other, forgets);
    }

    @Override
    public String name() {
        String bounds = byCapacity()
                ? String.format(Locale.ROOT, "beyond %d in %s", stay, tier)
                : String.format(Locale.ROOT, "below %.3g in %s, %d stay", below, tier, stay);
        return name + " " + bounds + floor.what() + (forgets ? ", forgets" : "");
    }

    private boolean byCapacity() {
        return below == Double.POSITIVE_INFINITY;
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        long held = scope.size(tier);
        int most = (int) Math.min(held - stay, limit);
        if (most <= 0) {
            return List.of();
        }
        Map<String, Integer> counts = floor.isNone() ? Map.of(ValueFloor.ALL, Math.toIntExact(held)) : counts(scope);
        Map<String, LowestValues> candidates = new HashMap<>();
        counts.forEach((group, count) -> candidates.put(
                group, new LowestValues(Math.clamp((long) count - floor.least().applyAsInt(group), 0, most))));
        offer(scope, candidates);
        LowestValues leaving = new LowestValues(most);
        candidates.values().forEach(leaving::offerAll);
        return leaving.inOrder().stream().map(this::removal).toList();
    }

    private Map<String, Integer> counts(ScopeView scope) {
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<Memory> memories = scope.memories(tier)) {
            memories.forEachOrdered(memory -> counts.merge(floor.group().apply(memory), 1, Integer::sum));
        }
        return counts;
    }

    private void offer(ScopeView scope, Map<String, LowestValues> candidates) {
        ValueFunction values = valuation.over(scope);
        try (Stream<Memory> memories = scope.memories(tier)) {
            memories.filter(memory -> !memory.pinned()).forEachOrdered(memory -> {
                double value = values.value(memory, scope.usage(memory.id()), scope.now());
                LowestValues group = candidates.get(floor.group().apply(memory));
                if (value < below && group != null) {
                    group.offer(memory.id(), value);
                }
            });
        }
    }

    private MemoryOp removal(LowestValues.Valued victim) {
        String bound = byCapacity()
                ? String.format(Locale.ROOT, "beyond %,d in %s", stay, tier)
                : String.format(Locale.ROOT, "below %.3g in %s", below, tier);
        Cause cause = Cause.of(name(), String.format(Locale.ROOT, "%s; value %.2f", bound, victim.value()));
        return forgets ? new MemoryOp.Forget(victim.id(), cause) : new MemoryOp.Move(victim.id(), Tier.ARCHIVE, cause);
    }
}
