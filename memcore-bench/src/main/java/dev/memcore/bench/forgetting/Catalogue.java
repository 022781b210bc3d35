package dev.memcore.bench.forgetting;

import dev.memcore.api.Tier;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.consolidation.Heat;
import dev.memcore.consolidation.HemaSalience;
import dev.memcore.consolidation.Lifespan;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.PublishedPolicies;
import dev.memcore.consolidation.RecallFrequency;
import dev.memcore.consolidation.SlotUsage;
import dev.memcore.consolidation.Valuation;
import dev.memcore.consolidation.Valuations;
import dev.memcore.consolidation.Values;
import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.spi.ValueFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The policies that can compete, by name. A policy with a threshold competes by its values at the capacity that all have. Not
 * among them: what would be FIFO on LoCoMo, which has no roles, links, or outcomes (zones, centrality, success rate, time to
 * live).
 */
final class Catalogue {
    static final String ALL = "all";

    /** Where the turns of sessions are. */
    private static final Tier TIER = Tier.SHORT;

    private static final int SEEDS = 5;

    private final List<Competitor> all;

    /** With the first of the seeds of what goes by chance. */
    Catalogue(long seed) {
        all = List.of(
                Competitor.of("fifo", capacity -> Policies.fifo(TIER, capacity)),
                new Competitor("random", false, drawn(seed, each -> capacity -> Policies.random(TIER, capacity, each))),
                Competitor.of("lru-update", capacity -> PublishedPolicies.lruByUpdate(TIER, capacity)),
                Competitor.byUse("lru", capacity -> Policies.lru(TIER, capacity)),
                Competitor.byUse("lfu", capacity -> Policies.lfu(TIER, capacity)),
                Competitor.byUse("quotas", capacity -> PublishedPolicies.quotas(TIER, capacity)),
                new Competitor(
                        "sticky",
                        true,
                        drawn(seed, each -> capacity -> PublishedPolicies.sticky(TIER, capacity, each))),
                Competitor.byUse("admission", capacity -> PublishedPolicies.admission(TIER, capacity)),
                valued("free-list", true, new SlotUsage(0.5, 0.999, 1)),
                valued("lifespan", true, Lifespan.PAPER),
                valued("recall-frequency", true, new RecallFrequency(1, 0.01, 1)),
                valued("hema", true, HemaSalience.PAPER),
                valued("heat", true, Valuation.of(Heat.PAPER)),
                valued("ebbinghaus", true, Valuation.of(Values.forgettingCurve())),
                valued("fsrs", true, Valuation.of(Values.powerForgetting())),
                Competitor.of("surprisal", capacity -> PublishedPolicies.surprisalDecay(1, TIER, capacity)),
                Competitor.of("surprisal-decay", capacity -> PublishedPolicies.surprisalDecay(0.9, TIER, capacity)),
                valued("novelty", false, Valuations.novelty()),
                valued("telling-and-new", false, tellingAnd(Valuations.novelty())),
                valued("telling-and-used", true, tellingAnd(Valuation.of(Values.frequency(1)))),
                Competitor.of("age-weighted", capacity -> Policies.ageWeightedPruning(TIER, capacity)));
    }

    private static Competitor valued(String name, boolean byUse, Valuation valuation) {
        return new Competitor(name, byUse, List.of(capacity -> Policies.lowest(name, valuation, TIER, capacity)));
    }

    /** What a text tells, up to twice that by another term. */
    private static Valuation tellingAnd(Valuation other) {
        ValueFunction one = (memory, usage, now) -> 1;
        Valuation weight =
                Valuation.weightedSum(new Valuation.Term(1, Valuation.of(one)), new Valuation.Term(1, other));
        return Valuation.product(Valuations.telling(), weight);
    }

    private interface Seeded {
        IntFunction<LifecyclePolicy> with(long seed);
    }

    private static List<IntFunction<LifecyclePolicy>> drawn(long seed, Seeded policy) {
        return LongStream.range(seed, seed + SEEDS).mapToObj(policy::with).toList();
    }

    /** Those with these names, in their own order; {@value #ALL}: every one. */
    List<Competitor> named(Set<String> names) {
        List<String> known = all.stream().map(Competitor::name).toList();
        names.stream()
                .filter(name -> !name.equals(ALL) && !known.contains(name))
                .forEach(name -> {
                    throw new BadInput("there is no policy " + name + ": expected " + ALL + " or some of " + known);
                });
        List<Competitor> meant = new ArrayList<>(all);
        meant.removeIf(Predicate.not(each -> names.contains(ALL) || names.contains(each.name())));
        return meant;
    }
}
