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
 * The maintenance policies of memcore. Each is a pure function of its view of a scope and safe for use by several
 * threads. Capacities apply to each scope separately. Pinned memories count towards them, but no policy changes pinned
 * memories.
 *
 * <p>The eviction policies here are baselines ({@link #fifo}, {@link #random}), or perform better than these in the
 * comparisons of docs/research/forgetting.md. {@code PublishedPolicies} of memcore-papers has the others, which
 * reproduce published systems.
 */
public final class Policies {
    /** The half-life in {@link #ageWeightedPruning(Tier, int)}. */
    public static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(365);

    /** The number of messages that {@link #recommended()} keeps in {@link Tier#SHORT}. */
    public static final int RECOMMENDED_SHORT = 50;

    /**
     * The number of memories per scope that {@link #recommended()} keeps in {@link Tier#MID} and in {@link Tier#LONG}.
     */
    public static final int RECOMMENDED_CAPACITY = 10_000;

    private static final double LEAST_AGE_WEIGHT = 0.5;
    private static final double LEAST_USE_WEIGHT = 0.5;
    private static final int USES_TO_HALF = 1;

    private Policies() {}

    /** First in, first out: removes the oldest memories. */
    public static Eviction fifo(Tier tier, int capacity) {
        return new Eviction("fifo", tier, capacity, Valuation.of((memory, usage, now) -> 0));
    }

    /**
     * Least recently used: removes the memories whose last use is longest ago. The recording of a memory counts as its
     * first use, so without reported uses this equals {@link #fifo}.
     */
    public static Eviction lru(Tier tier, int capacity) {
        return new Eviction("lru", tier, capacity, Valuation.of(Policies::daysIdle));
    }

    private static double daysIdle(Memory memory, Usage usage, Instant now) {
        return -Ages.days(Ages.lastTouched(memory, usage), now);
    }

    /**
     * Least frequently used: removes the memories with the fewest uses. Without reported uses this equals {@link
     * #fifo}.
     */
    public static Eviction lfu(Tier tier, int capacity) {
        return new Eviction("lfu", tier, capacity, Valuation.of((memory, usage, now) -> usage.uses()));
    }

    /** Removes random memories, by a hash of seed and id, so the result is reproducible. A baseline for comparisons. */
    public static Eviction random(Tier tier, int capacity, long seed) {
        ValueFunction chance = (memory, usage, now) -> Hashes.unit(Hashes.of(memory.id(), seed));
        return new Eviction("random " + seed, tier, capacity, Valuation.of(chance));
    }

    /**
     * Removes the memories of the lowest value.
     *
     * @param name names the value function, up to 100 characters
     */
    public static Eviction lowest(String name, ValueFunction value, Tier tier, int capacity) {
        return lowest(name, Valuation.of(value), tier, capacity);
    }

    /** Removes the memories of the lowest value, where the value depends on the rest of the scope. */
    public static Eviction lowest(String name, Valuation valuation, Tier tier, int capacity) {
        return new Eviction(name, tier, capacity, valuation);
    }

    /**
     * Removes memories below a value threshold, the lowest first, as long as a minimum number stays.
     *
     * @param name names the valuation, up to 100 characters
     * @param threshold memories of a lower value are removed
     * @param floor the number of memories that stay whatever their value, not negative
     */
    public static Eviction below(String name, Valuation valuation, double threshold, Tier tier, int floor) {
        return new Eviction(name, tier, floor, threshold, valuation);
    }

    /**
     * Removes the least informative memories. Memories that are unimportant, rarely used, or unused for long are
     * removed sooner. This is {@link #ageWeightedPruning(String, ValueFunction, Tier, int)} with a weight of three
     * factors: {@link Values#importance()}; an {@linkplain Values#ageWeight age weight} that falls from 1 to 1/2 with a
     * half-life of {@link #DEFAULT_HALF_LIFE}; and a {@linkplain Values#useWeight use weight} that rises from 1/2
     * towards 1, and reaches 3/4 with the first use. The default for a bounded tier; docs/research/forgetting.md
     * explains the choice.
     */
    public static Eviction ageWeightedPruning(Tier tier, int capacity) {
        return ageWeightedPruning(tier, capacity, DEFAULT_HALF_LIFE);
    }

    /** Like {@link #ageWeightedPruning(Tier, int)}, with another half-life. */
    public static Eviction ageWeightedPruning(Tier tier, int capacity, Duration halfLife) {
        ValueFunction weight = Values.product(
                Values.importance(),
                Values.ageWeight(halfLife, LEAST_AGE_WEIGHT),
                Values.useWeight(USES_TO_HALF, LEAST_USE_WEIGHT));
        return ageWeightedPruning("half-life " + halfLife, weight, tier, capacity);
    }

    /**
     * Removes the least informative memories. The value of a memory is the information of its text, multiplied by a
     * weight. The information of a text is the sum of the inverse document frequencies of its ten rarest words, over
     * all active memories of the scope. A word that occurs only in questions counts a quarter. Makes one pass more than
     * the other capacities, to count words.
     *
     * <p>Archived memories are counted, so archiving in parts gives the same result as archiving at once. Forgetting in
     * parts may not, because words become rarer as memories are forgotten.
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
     * Moves hot memories from {@link Tier#MID} to {@link Tier#LONG}, with MemoryOS's threshold. Unlike in MemoryOS,
     * promotion does not reset use counts, because a promoted memory is not promoted again.
     */
    public static LifecyclePolicy promoteByHeat() {
        return promoteByHeat(Heat.PAPER, Heat.THRESHOLD);
    }

    /** Moves memories of at least the given heat from {@link Tier#MID} to {@link Tier#LONG}. */
    public static LifecyclePolicy promoteByHeat(Heat heat, double threshold) {
        return new HeatPromotion(Arguments.present(heat, "heat"), threshold);
    }

    /**
     * Moves all but the newest memories of {@link Tier#SHORT} to {@link Tier#MID}, regardless of their sessions. So the
     * tier has a bound per scope that does not depend on the number of sessions; more memories stay only if more are
     * pinned. Session windows do not depend on tiers and stay unchanged.
     *
     * @param newest the number that stays in the tier, not negative
     */
    public static LifecyclePolicy limitShortTier(int newest) {
        return new TierOverflow(newest);
    }

    /**
     * Moves all but the newest memories of each session from {@link Tier#SHORT} to {@link Tier#MID}. Memories without a
     * session stay. The tier itself is not bounded: it grows with the number of sessions. {@link #limitShortTier}
     * bounds the tier; both can be combined.
     *
     * @param newest the number that stays per session, not negative
     */
    public static LifecyclePolicy limitShortTierPerSession(int newest) {
        return new SessionOverflow(newest);
    }

    /**
     * Keeps one of several memories that state the same. It supersedes the others, and their evidence is combined. A
     * pinned memory is kept first, then the one whose source is trusted most, then the latest. Pinned memories are
     * never superseded.
     *
     * <p>Two texts state the same if they differ only in case, punctuation, white space, contractions, articles,
     * fillers, greetings, plural, spelling, figures or words for numbers, a few synonyms, the order of two clauses, or
     * one misspelt word. Memories are not merged if they differ in kind, labels, roles, speakers, attributes or
     * validity. They are also not merged if they refer to different times, mention "today" on different days, have
     * fewer than three content words, or are in the archive. The rules are for English; in other languages only case,
     * punctuation and white space are ignored.
     *
     * <p>Messages of conversations are never merged, neither within a session nor across sessions. A message is every
     * {@linkplain dev.memcore.api.Kind#TURN turn}, and every memory of a session that was not derived from other
     * memories. The same words can answer another question, and a superseded message would leave the window of its
     * session. So this policy is for notes, facts and other independent memories.
     */
    public static LifecyclePolicy mergeNearDuplicates() {
        return new NearDuplicateMerge();
    }

    /** {@link #mergeAdjacent(Embedder, Tier, int, Limits)} with the default limits. */
    public static LifecyclePolicy mergeAdjacent(Embedder embedder, Tier tier, int capacity) {
        return mergeAdjacent(embedder, tier, capacity, Limits.ofDefaults());
    }

    /**
     * Merges the most similar neighbours in time until the tier is within its capacity (MovieChat, Song et al., 2024).
     * The new memory is an episode of the same tier that is {@linkplain dev.memcore.api.Observation#derivedFrom()
     * derived} from its parts. It contains their texts, one under another. The parts move to the archive.
     *
     * <p>Only memories of the same session, kind, labels, validity and expiry are merged. If there are more sessions
     * than the capacity, so that each ends as one episode, episodes of different sessions are merged, too; messages
     * never are. Pinned memories, facts with a key, and parts of a protocol between agent and tools are not merged. So
     * the tier may stay above the capacity. The similarity is the cosine of the mean vectors, weighted by the number of
     * merged memories. A run in parts compares merged memories by their own text, so its result may differ from that of
     * a single run.
     *
     * @param embedder computes the vectors; embeds the whole tier each time it exceeds the capacity
     * @param tier not the archive
     * @param capacity positive
     * @param limits those of the manager: the length of a text, and the number of parts of a merge; texts that do not
     *     fit stay readable in the parts
     */
    public static LifecyclePolicy mergeAdjacent(Embedder embedder, Tier tier, int capacity, Limits limits) {
        return TierMerge.ofNeighbours(embedder, tier, capacity, limits);
    }

    /** {@link #clusterByKMeans(Embedder, Tier, int, Limits)} with the default limits. */
    public static LifecyclePolicy clusterByKMeans(Embedder embedder, Tier tier, int clusters) {
        return clusterByKMeans(embedder, tier, clusters, Limits.ofDefaults());
    }

    /**
     * Merges similar memories regardless of time (Flash-VStream, Zhang et al., 2024). If the tier exceeds its capacity,
     * each cluster found by k-means becomes one memory, in the order of mean times. Messages of conversations are
     * merged into episodes within their session. Episodes, and memories that are not messages, are also merged across
     * sessions. Meant for tens or hundreds of clusters: each of ten rounds compares every memory with every cluster.
     */
    public static LifecyclePolicy clusterByKMeans(Embedder embedder, Tier tier, int clusters, Limits limits) {
        return TierMerge.ofClusters(embedder, tier, clusters, limits);
    }

    /**
     * Links memories that were used together. The weight is 1 - 0.7^n after n uses, and halves after every 90 days
     * without a use; see {@link #linkCoUsed(double, Duration)}. With {@code RecallPreset.LINKS} recall follows such
     * links to memories that share neither words nor meaning with the question.
     */
    public static LifecyclePolicy linkCoUsed() {
        return linkCoUsed(0.3, Duration.ofDays(90));
    }

    /**
     * Links memories that were used together, with other constants. Memories were used together if the host reported
     * them in one call of {@code feedback}. If a memory is used again before the policy runs, only its latest use
     * counts, so run the policy after each feedback, or often.
     *
     * @param rate the share of the distance to 1 that a link gains with each joint use, in (0, 1]
     * @param halfLife the time in which a link loses half its weight
     */
    public static LifecyclePolicy linkCoUsed(double rate, Duration halfLife) {
        return new CoUseLinks(rate, halfLife);
    }

    /**
     * Links each memory to similar earlier memories. A mixture of two normal distributions separates similar memories
     * from those that are merely nearest (MemGAS). Recall follows links only with {@code RecallPreset.LINKS}.
     */
    public static LifecyclePolicy linkSimilar(Embedder embedder) {
        return new SimilarLinks(Arguments.present(embedder, "embedder"), Double.NaN);
    }

    /** Links each memory to earlier memories with at least the given cosine, in (0, 1]. */
    public static LifecyclePolicy linkSimilar(Embedder embedder, double least) {
        Arguments.share(least, "the least cosine");
        return new SimilarLinks(Arguments.present(embedder, "embedder"), least);
    }

    /**
     * The recommended policies for an assistant that talks with its users every day, in the order in which they run:
     * {@link #recommended(int, int)} with {@value #RECOMMENDED_SHORT} messages and {@value #RECOMMENDED_CAPACITY}
     * memories. docs/guide/lifecycle.md explains them. {@code eval life} and {@code soak} of memcore-bench use the same
     * list.
     */
    public static List<LifecyclePolicy> recommended() {
        return recommended(RECOMMENDED_SHORT, RECOMMENDED_CAPACITY);
    }

    /**
     * The recommended policies with other bounds: {@link #limitShortTier}, {@link #mergeNearDuplicates}, {@link
     * #promoteByHeat}, and {@link #ageWeightedPruning(Tier, int)} of {@link Tier#MID} and {@link Tier#LONG}.
     *
     * @param shortMessages the number of messages that stay in {@link Tier#SHORT}, not negative
     * @param capacity the number of memories per scope that stay in each of the other two tiers; choose it so that all
     *     memories that recall should find fit. Removed memories are archived, not forgotten
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
