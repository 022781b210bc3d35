package dev.memcore.consolidation;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.Usage;
import dev.memcore.spi.LifecyclePolicy;
import dev.memcore.spi.ValueFunction;
import java.time.Duration;
import java.time.Instant;

/**
 * The policies of maintenance that come with memcore. Each is a pure function of what it sees, safe for any number of
 * threads. Capacities hold for each scope alone; pinned memories count toward them, but are never touched.
 */
public final class Policies {
    /** The half-life in {@link #ageWeightedPruning(Tier, int)}. */
    public static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(365);

    private static final double LEAST_AGE_WEIGHT = 0.5;

    private Policies() {}

    /** First in, first out: the oldest memories leave the tier. */
    public static Eviction fifo(Tier tier, int capacity) {
        return new Eviction("fifo", tier, capacity, Valuation.of((memory, usage, now) -> 0));
    }

    /** Least recently used: what was used longest ago leaves; what was never used counts as used when it was recorded. */
    public static Eviction lru(Tier tier, int capacity) {
        return new Eviction("lru", tier, capacity, Valuation.of(Policies::daysIdle));
    }

    private static double daysIdle(Memory memory, Usage usage, Instant now) {
        return -Values.days(Values.lastTouched(memory, usage), now);
    }

    /** Least frequently used: what was used fewest times leaves. */
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
     * What tells least leaves the tier, sooner if it has long been unused, or is unimportant: {@link #ageWeightedPruning(String,
     * ValueFunction, Tier, int)} with {@link Values#importance()} times an {@linkplain Values#ageWeight age weight} that falls
     * from 1 to 1/2 with a half-life of {@link #DEFAULT_HALF_LIFE}. The default for a tier that is to stay within bounds.
     */
    public static Eviction ageWeightedPruning(Tier tier, int capacity) {
        return ageWeightedPruning(tier, capacity, DEFAULT_HALF_LIFE);
    }

    /** The same with another half-life. */
    public static Eviction ageWeightedPruning(Tier tier, int capacity, Duration halfLife) {
        ValueFunction weight = Values.product(Values.importance(), Values.ageWeight(halfLife, LEAST_AGE_WEIGHT));
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
        Arguments.require(
                !name.isBlank() && name.length() <= 75, "name must have 1 to 75 characters, but is '" + name + "'");
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
        return new HeatPromotion(heat, threshold);
    }

    /**
     * All but the newest memories of a session in {@link Tier#SHORT} move to {@link Tier#MID}. What belongs to no session
     * stays.
     *
     * @param newest how many stay, not negative
     */
    public static LifecyclePolicy keepShort(int newest) {
        return new SessionOverflow(newest);
    }

    /**
     * Of memories that say the same, one stays and supersedes the others; both are the evidence. It is a pinned one if there
     * is one, else the one whose source is trusted most, else the latest. Pinned memories are never superseded.
     *
     * <p>Two texts say the same if they differ only in case, punctuation, white space, contractions, articles, fillers,
     * greetings, plural, spelling, figures or words for numbers, a few synonyms, the order of two clauses, or one misspelt
     * word. They are never merged across kinds, labels, roles, speakers, attributes or validity; nor if they tell of different
     * times, or speak of "today" on different days; nor within the recent turns of one session; nor if they have fewer than
     * three words that say something; nor from the archive. The rules are for English; of other languages only case,
     * punctuation and white space are looked through.
     */
    public static LifecyclePolicy mergeNearDuplicates() {
        return new NearDuplicateMerge();
    }
}
