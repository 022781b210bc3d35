package dev.memcore.consolidation;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.consolidation.arithmetic.Hashes;
import dev.memcore.consolidation.duplicate.NearDuplicateMerge;
import dev.memcore.consolidation.link.CoUseLinks;
import dev.memcore.consolidation.link.SimilarLinks;
import dev.memcore.consolidation.merge.TierMerge;
import dev.memcore.consolidation.promotion.HeatPromotion;
import dev.memcore.consolidation.promotion.SessionOverflow;
import dev.memcore.consolidation.promotion.TierOverflow;
import dev.memcore.consolidation.value.Heat;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.consolidation.value.Valuations;
import dev.memcore.consolidation.value.Values;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The policies of maintenance that come with memcore. Each is a pure function of what it sees, safe for any number of
 * threads. Capacities hold for each scope alone; pinned memories count toward them, but are never touched.
 *
 * <p>What keeps a tier within bounds here is what to compare with ({@link #fifo}, {@link #random}), or does better than that in
 * the contests of docs/research/forgetting.md; what does not is in {@code PublishedPolicies} of memcore-papers, for its paper.
 */
public final class Policies {
    /** The half-life in {@link #ageWeightedPruning(Tier, int)}. */
    public static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(365);

    /** How many messages {@link #recommended()} keeps in {@link Tier#SHORT}. */
    public static final int RECOMMENDED_SHORT = 50;

    /** How many memories of a scope {@link #recommended()} keeps in {@link Tier#MID} and in {@link Tier#LONG}. */
    public static final int RECOMMENDED_CAPACITY = 10_000;

    private static final double LEAST_AGE_WEIGHT = 0.5;
    private static final double LEAST_USE_WEIGHT = 0.5;
    private static final int USES_TO_HALF = 1;

    private Policies() {}

    /** First in, first out: the oldest memories leave the tier. */
    public static Eviction fifo(Tier tier, int capacity) {
        return new Eviction("fifo", tier, capacity, Valuation.of((memory, usage, now) -> 0));
    }

    /**
     * Least recently used: what was used longest ago leaves; what was never used counts as used when it was recorded. So {@link
     * #fifo} where no use is reported.
     */
    public static Eviction lru(Tier tier, int capacity) {
        return new Eviction("lru", tier, capacity, Valuation.of(Policies::daysIdle));
    }

    private static double daysIdle(Memory memory, Usage usage, Instant now) {
        return -Ages.days(Ages.lastTouched(memory, usage), now);
    }

    /** Least frequently used: what was used fewest times leaves. So {@link #fifo} where no use is reported. */
    public static Eviction lfu(Tier tier, int capacity) {
        return new Eviction("lfu", tier, capacity, Valuation.of((memory, usage, now) -> usage.uses()));
    }

    /** Chance decides, by a hash of seed and id, so always in the same way: something to compare with. */
    public static Eviction random(Tier tier, int capacity, long seed) {
        ValueFunction chance = (memory, usage, now) -> Hashes.unit(Hashes.of(memory.id(), seed));
        return new Eviction("random " + seed, tier, capacity, Valuation.of(chance));
    }

    /**
     * What is worth least leaves the tier.
     *
     * @param name names the value function, up to 100 characters
     */
    public static Eviction lowest(String name, ValueFunction value, Tier tier, int capacity) {
        return lowest(name, Valuation.of(value), tier, capacity);
    }

    /** The same with a value that depends on the rest of the scope. */
    public static Eviction lowest(String name, Valuation valuation, Tier tier, int capacity) {
        return new Eviction(name, tier, capacity, valuation);
    }

    /**
     * What is worth too little leaves the tier, the lowest first, while more than so many stay.
     *
     * @param name names the valuation, up to 100 characters
     * @param threshold what is worth less leaves
     * @param floor how many stay whatever they are worth, not negative
     */
    public static Eviction below(String name, Valuation valuation, double threshold, Tier tier, int floor) {
        return new Eviction(name, tier, floor, threshold, valuation);
    }

    /**
     * What tells least leaves the tier, sooner if it has seldom been used, or not for long, or is unimportant: {@link
     * #ageWeightedPruning(String, ValueFunction, Tier, int)} with {@link Values#importance()} times an {@linkplain
     * Values#ageWeight age weight} that falls from 1 to 1/2 with a half-life of {@link #DEFAULT_HALF_LIFE}, times a {@linkplain
     * Values#useWeight weight of use} that rises from 1/2 towards 1, to 3/4 with the first use. The default for a tier that is to
     * stay within bounds; docs/research/forgetting.md says how it was chosen.
     */
    public static Eviction ageWeightedPruning(Tier tier, int capacity) {
        return ageWeightedPruning(tier, capacity, DEFAULT_HALF_LIFE);
    }

    /** The same with another half-life. */
    public static Eviction ageWeightedPruning(Tier tier, int capacity, Duration halfLife) {
        ValueFunction weight = Values.product(
                Values.importance(),
                Values.ageWeight(halfLife, LEAST_AGE_WEIGHT),
                Values.useWeight(USES_TO_HALF, LEAST_USE_WEIGHT));
        return ageWeightedPruning("half-life " + halfLife, weight, tier, capacity);
    }

    /**
     * What tells least leaves the tier. The value of a memory is what its text tells, times a weight. A text tells the sum of
     * the inverse document frequencies of its ten rarest words, over all memories of the scope in force; a word that stands
     * only in questions counts a quarter. One more pass than the other capacities take, to count words.
     *
     * <p>Archived memories are counted with the others, so archiving in parts comes to the same as at once. Forgetting in
     * parts may not: words become rarer as memories are forgotten.
     *
     * @param name names the weight, up to 75 characters
     * @param weight not negative
     */
    public static Eviction ageWeightedPruning(String name, ValueFunction weight, Tier tier, int capacity) {
        Arguments.policyName(name, 75);
        Valuation told = Valuation.product(Valuations.telling(), Valuation.of(weight));
        return new Eviction("age-weighted pruning (" + name + ")", tier, capacity, told);
    }

    /**
     * What is hot moves from {@link Tier#MID} to {@link Tier#LONG}, with MemoryOS's threshold. Unlike there, counts are not
     * set back: what has moved is in no danger of moving again.
     */
    public static LifecyclePolicy promoteByHeat() {
        return promoteByHeat(Heat.PAPER, Heat.THRESHOLD);
    }

    /** The same with other constants: this heat or more is promoted. */
    public static LifecyclePolicy promoteByHeat(Heat heat, double threshold) {
        return new HeatPromotion(Arguments.present(heat, "heat"), threshold);
    }

    /**
     * All but the newest memories of {@link Tier#SHORT} move to {@link Tier#MID}, whatever their sessions. So the tier of a scope
     * holds no more than so many, however many sessions there are (more only if more are pinned). Windows of sessions do not
     * depend on tiers, so they stay as they are.
     *
     * @param newest how many stay in the tier, not negative
     */
    public static LifecyclePolicy limitShortTier(int newest) {
        return new TierOverflow(newest);
    }

    /**
     * All but the newest memories of each session in {@link Tier#SHORT} move to {@link Tier#MID}. What belongs to no session
     * stays. The tier itself has no bound: it grows with the number of sessions. {@link #limitShortTier} bounds the tier; both
     * may be used together.
     *
     * @param newest how many of each session stay, not negative
     */
    public static LifecyclePolicy limitShortTierPerSession(int newest) {
        return new SessionOverflow(newest);
    }

    /**
     * Of memories that say the same, one stays and supersedes the others; both are the evidence. It is a pinned one if there
     * is one, else the one whose source is trusted most, else the latest. Pinned memories are never superseded.
     *
     * <p>Two texts say the same if they differ only in case, punctuation, white space, contractions, articles, fillers,
     * greetings, plural, spelling, figures or words for numbers, a few synonyms, the order of two clauses, or one misspelt
     * word. They are never merged across kinds, labels, roles, speakers, attributes or validity; nor if they tell of different
     * times, or speak of "today" on different days; nor if they have fewer than
     * three words that say something; nor from the archive. The rules are for English; of other languages only case,
     * punctuation and white space are looked through.
     *
     * <p>Messages of conversations are never merged, neither within a session nor across sessions: what was remembered in a
     * session, unless it was derived from other memories, and every {@linkplain dev.memcore.api.Kind#TURN turn}. The same words can
     * answer another question, and a superseded message would leave the window of its session. So this policy is for notes, facts
     * and other memories that stand alone.
     */
    public static LifecyclePolicy mergeNearDuplicates() {
        return new NearDuplicateMerge();
    }

    /** {@link #mergeAdjacent(Embedder, Tier, int, Limits)} with the default limits. */
    public static LifecyclePolicy mergeAdjacent(Embedder embedder, Tier tier, int capacity) {
        return mergeAdjacent(embedder, tier, capacity, Limits.ofDefaults());
    }

    /**
     * Beyond the capacity, the neighbours in time that are most alike become one memory, again and again (MovieChat, Song et al.,
     * 2024). The new memory is an episode of the same tier that is {@linkplain dev.memcore.api.Observation#derivedFrom() derived}
     * from its parts and has their texts, one under another; the parts move to the archive.
     *
     * <p>Merged is what has the same session, kind, labels, validity and expiry. If there are more sessions than the capacity, so that
     * each is one episode at last, episodes of different sessions are merged, too; messages never are. A pinned memory, a fact with a
     * key, and a part of a protocol between agent and tools stay as they are. So the tier may stay above the capacity. Alike is the cosine of the mean
     * vectors, by the number of memories that each was merged from. A run in parts compares what was merged by its own text, so it
     * may end otherwise than one at once.
     *
     * @param embedder makes the vectors; embeds the whole tier each time it is beyond the capacity
     * @param tier not the archive
     * @param capacity positive
     * @param limits those of the manager: how long a text may be, and of how many parts a merge; what does not fit into the text is
     *     read in the parts
     */
    public static LifecyclePolicy mergeAdjacent(Embedder embedder, Tier tier, int capacity, Limits limits) {
        return TierMerge.ofNeighbours(embedder, tier, capacity, limits);
    }

    /** {@link #clusterByKMeans(Embedder, Tier, int, Limits)} with the default limits. */
    public static LifecyclePolicy clusterByKMeans(Embedder embedder, Tier tier, int clusters) {
        return clusterByKMeans(embedder, tier, clusters, Limits.ofDefaults());
    }

    /**
     * The same for what is alike, near in time or not (Flash-VStream, Zhang et al., 2024): if the tier holds
     * more than so many memories, clusters by k-means become one memory each, in order of their mean time. Messages of
     * conversations become episodes with others of their session; what was merged, and what is no message, is merged across
     * sessions. Meant for tens or hundreds of clusters: each of ten rounds compares every memory with every cluster.
     */
    public static LifecyclePolicy clusterByKMeans(Embedder embedder, Tier tier, int clusters, Limits limits) {
        return TierMerge.ofClusters(embedder, tier, clusters, limits);
    }

    /**
     * Links what was used together, the more often the stronger: weight 1 - 0.7^n after n times, halved with every 90 days without; see {@link #linkCoUsed(double,
     * Duration)}. With {@code RecallPreset.LINKS} recall finds by such links what shares neither a word nor a meaning with the question.
     */
    public static LifecyclePolicy linkCoUsed() {
        return linkCoUsed(0.3, Duration.ofDays(90));
    }

    /**
     * The same with other constants. Used together is what the host reported in one call of {@code feedback}; a memory that is used again before
     * the policy is asked is seen in its latest company only, so let it be asked after each feedback, or often.
     *
     * @param rate what of the distance to 1 a link gains with each co-use, in (0, 1]
     * @param halfLife in which a link loses half its weight
     */
    public static LifecyclePolicy linkCoUsed(double rate, Duration halfLife) {
        return new CoUseLinks(rate, halfLife);
    }

    /**
     * Links each memory to those before it that are like it, rather than merely nearest: a mixture of two normal distributions tells which (MemGAS).
     * Recall follows links with {@code RecallPreset.LINKS} only.
     */
    public static LifecyclePolicy linkSimilar(Embedder embedder) {
        return new SimilarLinks(Arguments.present(embedder, "embedder"), Double.NaN);
    }

    /** The same for cosines of at least so much, in (0, 1]. */
    public static LifecyclePolicy linkSimilar(Embedder embedder, double least) {
        Arguments.share(least, "the least cosine");
        return new SimilarLinks(Arguments.present(embedder, "embedder"), least);
    }

    /**
     * The policies that are recommended for an assistant that talks with its users every day, in the order in which they are
     * asked: {@link #recommended(int, int)} with {@value #RECOMMENDED_SHORT} messages and {@value #RECOMMENDED_CAPACITY} memories.
     * docs/guide/lifecycle.md says why. {@code eval life} and {@code soak} of memcore-bench run with the same list.
     */
    public static List<LifecyclePolicy> recommended() {
        return recommended(RECOMMENDED_SHORT, RECOMMENDED_CAPACITY);
    }

    /**
     * The same with other bounds: {@link #limitShortTier}, {@link #mergeNearDuplicates}, {@link #promoteByHeat}, and {@link
     * #ageWeightedPruning(Tier, int)} of {@link Tier#MID} and {@link Tier#LONG}.
     *
     * @param shortMessages how many messages stay in {@link Tier#SHORT}, not negative
     * @param capacity how many memories of a scope stay in each of the other two tiers; choose it so that all memories that you
     *     want to find fit. What leaves is archived, not forgotten
     */
    public static List<LifecyclePolicy> recommended(int shortMessages, int capacity) {
        return List.of(
                limitShortTier(shortMessages),
                mergeNearDuplicates(),
                promoteByHeat(),
                ageWeightedPruning(Tier.MID, capacity),
                ageWeightedPruning(Tier.LONG, capacity));
    }
}
