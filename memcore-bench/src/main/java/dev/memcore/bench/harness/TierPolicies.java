package dev.memcore.bench.harness;

import dev.memcore.api.Tier;
import dev.memcore.cli.console.BadInput;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.consolidation.value.Valuations;
import dev.memcore.consolidation.value.Values;
import dev.memcore.papers.PublishedPolicies;
import dev.memcore.papers.value.HemaSalience;
import dev.memcore.papers.value.Lifespan;
import dev.memcore.papers.value.RecallFrequency;
import dev.memcore.papers.value.SlotUsage;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.List;
import java.util.Set;

/**
 * The tier policies that are compared by the forgetting evaluation and by the simulator. A policy with a threshold is
 * compared by its values, at the common capacity. Policies that depend on roles, links or outcomes (zones, centrality,
 * success rate, time to live) are not included: without such data they would all equal first in, first out.
 */
public final class TierPolicies {
    /** The name of the default. */
    public static final String DEFAULT = "age-weighted";

    /** The name that selects all policies. */
    public static final String EVERY = "all";

    private static final List<TierPolicy> ALL = List.of(
            of(DEFAULT, Policies::ageWeightedPruning),
            of("fifo", Policies::fifo),
            new TierPolicy("random", false, true, Policies::random),
            of("lru-update", PublishedPolicies::lruByUpdate),
            byUse("lru", Policies::lru),
            byUse("lfu", Policies::lfu),
            byUse("quotas", PublishedPolicies::quotas),
            new TierPolicy("sticky", true, true, PublishedPolicies::sticky),
            byUse("admission", PublishedPolicies::admission),
            byUse("free-list", valued(new SlotUsage(0.5, 0.999, 1))),
            byUse("lifespan", valued(Lifespan.PAPER)),
            byUse("recall-frequency", valued(new RecallFrequency(1, 0.01, 1))),
            byUse("hema", valued(HemaSalience.PAPER)),
            byUse("heat", valued(Valuation.of(Heat.PAPER))),
            byUse("ebbinghaus", valued(Valuation.of(Values.forgettingCurve()))),
            byUse("fsrs", valued(Valuation.of(Values.powerForgetting()))),
            of("surprisal", (tier, capacity) -> PublishedPolicies.surprisalDecay(1, tier, capacity)),
            of("surprisal-decay", (tier, capacity) -> PublishedPolicies.surprisalDecay(0.9, tier, capacity)),
            of("novelty", valued(Valuations.novelty())),
            of("telling", valued(Valuations.telling())),
            of("telling-and-new", valued(tellingAndNew())));

    private TierPolicies() {}

    private interface Certain {
        LifecyclePolicy of(Tier tier, int capacity);
    }

    private static TierPolicy of(String name, Certain policy) {
        return new TierPolicy(name, false, false, (tier, capacity, seed) -> policy.of(tier, capacity));
    }

    private static TierPolicy byUse(String name, Certain policy) {
        return new TierPolicy(name, true, false, (tier, capacity, seed) -> policy.of(tier, capacity));
    }

    private static Certain valued(Valuation valuation) {
        return (tier, capacity) -> Policies.lowest("by value", valuation, tier, capacity);
    }

    /** The information of a text, multiplied by (1 + novelty) / 2. */
    private static Valuation tellingAndNew() {
        Valuation one = Valuation.of((memory, usage, now) -> 1);
        Valuation weight =
                Valuation.weightedSum(new Valuation.Term(1, one), new Valuation.Term(1, Valuations.novelty()));
        return Valuation.product(Valuations.telling(), weight);
    }

    /** All of them, the default first. */
    public static List<TierPolicy> all() {
        return ALL;
    }

    /**
     * Those with these names, in their own order; {@value #EVERY}: every one.
     *
     * @throws BadInput if there is none of a name
     */
    public static List<TierPolicy> named(Set<String> names) {
        List<String> known = ALL.stream().map(TierPolicy::name).toList();
        names.stream()
                .filter(name -> !name.equals(EVERY) && !known.contains(name))
                .forEach(name -> {
                    throw new BadInput("there is no policy " + name + ": expected " + EVERY + " or some of " + known);
                });
        return ALL.stream()
                .filter(policy -> names.contains(EVERY) || names.contains(policy.name()))
                .toList();
    }
}
