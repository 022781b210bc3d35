package dev.memcore.bench.forgetting;

import dev.memcore.api.Tier;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.LifecyclePolicy;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * A way of forgetting that competes.
 *
 * @param name as it is reported
 * @param withCapacity the policies that keep so many; their results are averaged
 */
record Competitor(String name, List<IntFunction<LifecyclePolicy>> withCapacity) {
    /** Where the turns of sessions are. */
    private static final Tier TIER = Tier.SHORT;

    static Competitor fifo() {
        return new Competitor("fifo", List.of(capacity -> Policies.fifo(TIER, capacity)));
    }

    static Competitor lru() {
        return new Competitor("lru", List.of(capacity -> Policies.lru(TIER, capacity)));
    }

    static Competitor lfu() {
        return new Competitor("lfu", List.of(capacity -> Policies.lfu(TIER, capacity)));
    }

    static Competitor ageWeighted() {
        return new Competitor("age-weighted", List.of(capacity -> Policies.ageWeightedPruning(TIER, capacity)));
    }

    /** Chance, with several seeds from a first one on. */
    static Competitor random(long seed, int seeds) {
        List<IntFunction<LifecyclePolicy>> drawn = LongStream.range(seed, seed + seeds)
                .<IntFunction<LifecyclePolicy>>mapToObj(each -> capacity -> Policies.random(TIER, capacity, each))
                .toList();
        return new Competitor("random", drawn);
    }
}
