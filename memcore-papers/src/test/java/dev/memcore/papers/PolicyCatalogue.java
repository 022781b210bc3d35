package dev.memcore.papers;

import dev.memcore.api.Kind;
import dev.memcore.api.Tier;
import dev.memcore.consolidation.Eviction;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.consolidation.value.Valuations;
import dev.memcore.consolidation.value.Values;
import dev.memcore.papers.value.HemaSalience;
import dev.memcore.papers.value.Lifespan;
import dev.memcore.papers.value.RecallFrequency;
import dev.memcore.papers.value.ReplayUtility;
import dev.memcore.papers.value.SlotUsage;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Every policy there is, with settings small enough that they do something in a scope of twenty memories. */
final class PolicyCatalogue {
    /** How many stay, in all of {@link #evictions}. */
    static final int STAY = 2;

    private PolicyCatalogue() {}

    /** Those that let memories leave {@link Tier#LONG} while more than {@link #STAY} are there. */
    static List<Eviction> evictions() {
        Valuation central = Valuation.weightedSum(
                new Valuation.Term(1, Valuations.centrality()),
                new Valuation.Term(2, Valuations.minMax(Valuation.of(Values.frequency(2)))),
                new Valuation.Term(1, Valuations.ranked(Valuations.telling())));
        return List.of(
                Policies.fifo(Tier.LONG, STAY),
                Policies.lru(Tier.LONG, STAY),
                PublishedPolicies.lruByUpdate(Tier.LONG, STAY),
                Policies.lfu(Tier.LONG, STAY),
                Policies.random(Tier.LONG, STAY, 7),
                Policies.ageWeightedPruning(Tier.LONG, STAY),
                Policies.lowest("importance", Values.importance(), Tier.LONG, STAY),
                Policies.lowest("central, used and telling", central, Tier.LONG, STAY),
                Policies.lowest("novelty", Valuations.novelty(), Tier.LONG, STAY),
                Policies.lowest("power forgetting", Values.powerForgetting(), Tier.LONG, STAY),
                Policies.lowest("utility", new ReplayUtility(0.1, 0.001, 0.1, 0.01), Tier.LONG, STAY),
                Policies.lowest("hema as printed", new HemaSalience(1, 0.1, 0.5, 3, true), Tier.LONG, STAY),
                PublishedPolicies.randomDrop(Tier.LONG, 0.3, 2, 5, STAY),
                PublishedPolicies.lifespan(new Lifespan(3, 2, 1), Tier.LONG, STAY),
                PublishedPolicies.recallFrequency(new RecallFrequency(1, 0.2, 1), Tier.LONG, STAY),
                PublishedPolicies.surprisalDecay(0.7, Tier.LONG, STAY),
                PublishedPolicies.quotas(Tier.LONG, STAY),
                PublishedPolicies.sticky(Tier.LONG, STAY, 3),
                PublishedPolicies.usageFreeList(new SlotUsage(0.5, 0.9, 1), Tier.LONG, STAY),
                PublishedPolicies.timeToLive(Map.of(Kind.NOTE, Duration.ofDays(90)), Tier.LONG, STAY),
                PublishedPolicies.retireUnsuccessful(Tier.LONG, STAY),
                PublishedPolicies.forgotten(0.5, Tier.LONG, STAY),
                PublishedPolicies.admission(Tier.LONG, STAY));
    }

    /** Those with other tiers, floors and ends, and those that do something else. */
    static List<LifecyclePolicy> others() {
        return List.of(
                Policies.ageWeightedPruning(Tier.SHORT, 0),
                Policies.lowest("importance", Values.importance(), Tier.MID, 1).forgetting(),
                Policies.lru(Tier.ARCHIVE, 1),
                Policies.lru(Tier.LONG, 1).keepingOfEachKind(2),
                Policies.ageWeightedPruning(Tier.LONG, 1).keepingOfEachSession(2),
                PublishedPolicies.quotaOfEach(null, Tier.LONG, 1),
                PublishedPolicies.quotaOfEach("place", Tier.LONG, 1).forgetting(),
                PublishedPolicies.zones(Tier.LONG, 1, 2),
                PublishedPolicies.hema(Tier.LONG),
                PublishedPolicies.lowestShare("half", Valuations.telling(), Tier.LONG, 0.5, 4),
                Policies.promoteByHeat(),
                Policies.promoteByHeat(Heat.RELEASED, 2),
                Policies.limitShortTierPerSession(1),
                Policies.limitShortTierPerSession(0),
                Policies.limitShortTier(1),
                Policies.limitShortTier(0),
                Policies.mergeNearDuplicates(),
                Policies.linkCoUsed());
    }

    static List<LifecyclePolicy> all() {
        return Stream.concat(evictions().stream(), others().stream()).toList();
    }

    /** Those that forget, where forgetting in parts changes what the rest is worth. */
    static List<Eviction> forgetting() {
        UnaryOperator<Eviction> forgetting = Eviction::forgetting;
        return evictions().stream().map(forgetting).toList();
    }
}
