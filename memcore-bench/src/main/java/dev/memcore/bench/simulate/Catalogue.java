package dev.memcore.bench.simulate;

import dev.memcore.api.Tier;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.consolidation.Heat;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.PublishedPolicies;
import dev.memcore.consolidation.Values;
import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.spi.ValueFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that can compete, by name. A policy of a tier is one line more. */
final class Catalogue {
    private static final String ALL = "all";

    private static final Map<String, Contender> CONTENDERS = contenders();

    private Catalogue() {}

    /** A policy that keeps a tier within a capacity. */
    @FunctionalInterface
    interface TierPolicy {
        LifecyclePolicy of(Tier tier, int capacity, long seed);
    }

    /** The policies that a tier may have. */
    static Map<String, TierPolicy> policies() {
        Map<String, TierPolicy> all = new LinkedHashMap<>();
        all.put("fifo", (tier, capacity, seed) -> Policies.fifo(tier, capacity));
        all.put("random-drop", Chance::drop);
        all.put("reservoir", Policies::random);
        all.put("lru", (tier, capacity, seed) -> Policies.lru(tier, capacity));
        all.put("lfu", (tier, capacity, seed) -> Policies.lfu(tier, capacity));
        all.put("age-weighted", (tier, capacity, seed) -> Policies.ageWeightedPruning(tier, capacity));
        all.put("lru-update", (tier, capacity, seed) -> PublishedPolicies.lruByUpdate(tier, capacity));
        all.put("quotas", (tier, capacity, seed) -> PublishedPolicies.quotas(tier, capacity));
        all.put("sticky", PublishedPolicies::sticky);
        all.put("admission", (tier, capacity, seed) -> PublishedPolicies.admission(tier, capacity));
        all.put("surprisal", (tier, capacity, seed) -> PublishedPolicies.surprisalDecay(1, tier, capacity));
        all.put("heat", (tier, capacity, seed) -> Policies.lowest("heat", Heat.PAPER, tier, capacity));
        all.put("ebbinghaus", (tier, capacity, seed) -> valued("ebbinghaus", Values.forgettingCurve(), tier, capacity));
        all.put("fsrs", (tier, capacity, seed) -> valued("fsrs", Values.powerForgetting(), tier, capacity));
        return all;
    }

    private static LifecyclePolicy valued(String name, ValueFunction value, Tier tier, int capacity) {
        return Policies.lowest(name, value, tier, capacity);
    }

    private static Map<String, Contender> contenders() {
        Map<String, Contender> all = new LinkedHashMap<>();
        policies().forEach((name, policy) -> all.put(name, keeping(policy)));
        all.put("w-tinylfu", (trace, capacity, seed) -> new CaffeineKeeper(trace, capacity));
        all.put("oracle", (trace, capacity, seed) -> new Optimum(trace, capacity));
        return all;
    }

    private static Contender keeping(TierPolicy policy) {
        return (trace, capacity, seed) ->
                new PolicyKeeper(trace, capacity, kept -> policy.of(PolicyKeeper.TIER, kept, seed));
    }

    static List<String> names() {
        return List.copyOf(CONTENDERS.keySet());
    }

    /**
     * The contenders of a name, or all of them.
     *
     * @throws BadInput if there is none of that name
     */
    static Map<String, Contender> named(String name) {
        if (name.equals(ALL)) {
            return CONTENDERS;
        }
        Contender contender = CONTENDERS.get(name);
        if (contender == null) {
            throw new BadInput(
                    "there is no policy '" + name + "'; there are " + String.join(", ", names()) + ", and " + ALL);
        }
        return Map.of(name, contender);
    }
}
