package dev.memcore.bench.simulate.keeper;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A policy as a store runs it, at work on a trace: what is missing is remembered anew, as a new memory; what is asked for is
 * used. A policy costs O(tier) a run, so it runs only when the tier is over its capacity, and then makes room for some steps
 * more, a twentieth of the capacity: between runs there is less in the tier than could be, never more.
 */
final class PolicyKeeper implements Keeper {
    static final Tier TIER = Tier.LONG;

    private static final int SLACK = 20;

    private final Trace trace;
    private final int capacity;
    private final LifecyclePolicy policy;
    private final SimulatedScope scope = new SimulatedScope(TIER);
    private final List<Observation> observations;
    /** For each item the memory that was made of it last, which may have left. */
    private final @Nullable MemoryId[] made;

    /**
     * With an empty tier.
     *
     * @param policy the policy with a capacity
     */
    PolicyKeeper(Trace trace, int capacity, IntFunction<LifecyclePolicy> policy) {
        this.trace = trace;
        this.capacity = capacity;
        this.policy = policy.apply(capacity - capacity / SLACK);
        this.made = new MemoryId[trace.items().size()];
        this.observations =
                trace.items().stream().map(PolicyKeeper::observation).toList();
    }

    private static Observation observation(Trace.Item item) {
        return Observation.builder(item.text())
                .tier(TIER)
                .importance(item.importance())
                .build();
    }

    @Override
    public boolean meets(int place) {
        Trace.Step step = trace.steps().get(place);
        scope.at(step.at());
        MemoryId id = made[step.item()];
        boolean there = id != null && scope.get(id).isPresent();
        if (!there) {
            id = scope.remember(observations.get(step.item()));
            made[step.item()] = id;
        }
        if (step.asked()) {
            scope.use(id);
        }
        if (scope.size() > capacity) {
            scope.maintain(policy);
        }
        return there;
    }
}
