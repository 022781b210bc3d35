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
 * Runs a lifecycle policy on a trace. A missing item is stored as a new memory, and a requested item is used. A run of
 * a policy costs O(tier), so it runs only when the tier exceeds its capacity, and then frees a further twentieth of the
 * capacity. So between runs the tier may contain less than its capacity, but never more.
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
     * Creates a keeper with an empty tier.
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
