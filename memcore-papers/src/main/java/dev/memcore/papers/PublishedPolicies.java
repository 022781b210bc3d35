package dev.memcore.papers;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Eviction;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.consolidation.value.Valuation;
import dev.memcore.consolidation.value.Valuations;
import dev.memcore.consolidation.value.Values;
import dev.memcore.papers.eviction.Quotas;
import dev.memcore.papers.eviction.RandomLifetime;
import dev.memcore.papers.eviction.SharePruning;
import dev.memcore.papers.eviction.StickySampling;
import dev.memcore.papers.eviction.TimeToLive;
import dev.memcore.papers.eviction.TinyLfu;
import dev.memcore.papers.value.HemaSalience;
import dev.memcore.papers.value.Lifespan;
import dev.memcore.papers.value.RecallFrequency;
import dev.memcore.papers.value.SlotUsage;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Policies of eviction and admission from the literature, as published as a pure function of what is remembered can have
 * them. {@link Policies} has those that are recommended; docs/research/forgetting.md has what each was worth on LoCoMo. Capacities hold
 * for each scope alone; pinned memories count toward them, but are never touched; what leaves is archived.
 *
 * <p>Where a paper counts steps, a step is so many memories recorded: what passes is writing, not time, and a run in which
 * nothing was recorded changes nothing. What is forgotten rather than archived no longer counts as recorded.
 */
public final class PublishedPolicies {
    /** The share of a full memory that MemLong drops for its age: 10 of the 50 percent that it drops. */
    private static final double MEM_LONG_BY_AGE = 0.2;

    private static final double MEM_LONG_NEWEST = 0.1;
    private static final double STICKY_FLOOR = 0.1;
    private static final int MEMP_TRIED = 3;
    private static final double MEMP_RATE = 0.5;
    private static final double HEMA_SHARE = 0.005;
    private static final int HEMA_EVERY = 100;

    private PublishedPolicies() {}

    /**
     * Least recently updated: what was recorded or changed longest ago leaves, however often it was used since, as the slots
     * of ELMUR (Cherepanov et al., 2025) are taken. A move to another tier is a change, too.
     */
    public static Eviction lruByUpdate(Tier tier, int capacity) {
        ValueFunction age = (memory, usage, now) -> -Ages.days(memory.recordedAt(), now);
        return Policies.lowest("lru by update", age, tier, capacity);
    }

    /**
     * Every so many memories recorded, a share of those before them leaves by chance: the pool of MemoryLLM (Wang et al.,
     * 2024), of which 1/30 (or 1/50) goes with each write. {@code (1 - share)^t} outlive t steps; uses and importance make
     * no difference.
     *
     * @param share that leaves in a step, in [0, 1]
     * @param perStep how many memories recorded make a step, positive
     * @param floor how many stay, not negative
     */
    public static Eviction randomDrop(Tier tier, double share, int perStep, long seed, int floor) {
        String name = "random drop of " + share + " every " + perStep + ", seed " + seed;
        return Policies.below(name, new RandomLifetime(share, perStep, seed), 0, tier, floor);
    }

    /** What has lived its life leaves: Memoria. */
    public static Eviction lifespan(Lifespan lifespan, Tier tier, int floor) {
        return Policies.below("lifespan", lifespan, Double.MIN_VALUE, tier, floor);
    }

    /** What has been recalled too seldom for its age leaves, while more than the floor stay: M+. */
    public static Eviction recallFrequency(RecallFrequency frequency, Tier tier, int floor) {
        double above = Math.nextUp(RecallFrequency.DROPPED);
        return Policies.below("recall frequency", frequency, above, tier, floor);
    }

    /**
     * The least surprising leave first, where surprisal fades with each session: SirLLM's cache, its 4 sinks being pins.
     *
     * @param fading what a session leaves of it, in [0, 1]; 1, .9 and .7 in the paper, by task
     */
    public static Eviction surprisalDecay(double fading, Tier tier, int capacity) {
        Valuation faded = Valuation.product(Valuations.surprisal(), Valuations.sessionDecay(fading));
        return Policies.lowest("surprisal, fading to " + fading, faded, tier, capacity);
    }

    /**
     * Of what must leave, a fifth are the oldest, the rest the least used, and the newest tenth stays: MemLong (Liu et al.,
     * 2024) as its paper has it, where a full memory drops its oldest 10 percent, keeps its newest 10, and drops the less
     * used half of what is between. Here only what is beyond the capacity leaves, in the same proportions. (The released
     * code keeps the newest half, so is {@link Policies#fifo}.)
     */
    public static Eviction quotas(Tier tier, int capacity) {
        return Policies.lowest("quotas", new Quotas(tier, capacity, MEM_LONG_BY_AGE, MEM_LONG_NEWEST), tier, capacity);
    }

    /**
     * Of each session, or of each value of an attribute, so many stay, the newest: what happens much in one place drives
     * nothing out of another. The per-place quotas of the Spatially-Aware Transformer (Cho et al., 2024).
     *
     * @param attribute names the place, or null: the session is the place
     */
    public static Eviction quotaOfEach(@Nullable String attribute, Tier tier, int quota) {
        Eviction all = Policies.fifo(tier, 0);
        return attribute == null ? all.keepingOfEachSession(quota) : all.keepingOfEach(attribute, quota);
    }

    /**
     * What the agent said itself ({@link Role#ASSISTANT}) and all that it was told have capacities of their own, the newest
     * stay: SCOPE (Wu et al., 2025), where what is generated never drives out what was given.
     */
    public static Eviction zones(Tier tier, int told, int produced) {
        Arguments.notNegative(told, "told");
        Arguments.notNegative(produced, "produced");
        return Policies.fifo(tier, 0)
                .keepingOfEach(
                        String.format(Locale.ROOT, "%d told and %d produced", told, produced),
                        PublishedPolicies::zone,
                        zone -> zone.equals(Role.ASSISTANT.name()) ? produced : told);
    }

    private static String zone(Memory memory) {
        return memory.observation().role() == Role.ASSISTANT ? Role.ASSISTANT.name() : "";
    }

    /**
     * The newest hold a quarter of the capacity; the rest is drawn from the past, with a probability that grows with use: the
     * sticky memories of infinity-Video (Santos et al., 2025), tau = .75. What was never used counts a tenth of a use.
     */
    public static Eviction sticky(Tier tier, int capacity, long seed) {
        return sticky(tier, capacity, 0.75, STICKY_FLOOR, seed);
    }

    /**
     * The same with other constants.
     *
     * @param past the share of the capacity for the past, in [0, 1]
     * @param floor how much what was never used counts, in uses, positive
     */
    public static Eviction sticky(Tier tier, int capacity, double past, double floor, long seed) {
        Valuation drawn = new StickySampling(tier, capacity, past, floor, seed);
        return Policies.lowest("sticky " + past + ", floor " + floor + ", seed " + seed, drawn, tier, capacity);
    }

    /** The least used by the differentiable neural computer's measure leave first, as its list of free slots has them. */
    public static Eviction usageFreeList(SlotUsage usage, Tier tier, int capacity) {
        return Policies.lowest("free list", usage, tier, capacity);
    }

    /** What is older than its kind may become leaves; other kinds stay. */
    public static Eviction timeToLive(Map<Kind, Duration> byKind, Tier tier, int floor) {
        return Policies.below("time to live", Valuation.of(new TimeToLive(byKind)), Double.MIN_VALUE, tier, floor);
    }

    /** What was tried three times or more and went well less than half of them leaves: the retirement of Memp. */
    public static Eviction retireUnsuccessful(Tier tier, int floor) {
        Valuation rate = Valuation.of(Values.provenRate(MEMP_TRIED));
        return Policies.below("unsuccessful", rate, MEMP_RATE, tier, floor);
    }

    /** What memories would be recalled with least probability leaves, as in MemoryBank, see {@link Values#forgettingCurve}. */
    public static Eviction forgotten(double probability, Tier tier, int floor) {
        return Policies.below("forgetting curve", Valuation.of(Values.forgettingCurve()), probability, tier, floor);
    }

    /** What is new must prove more useful than the least recently used, or leaves itself: W-TinyLFU. */
    public static Eviction admission(Tier tier, int capacity) {
        return Policies.lowest("admission", new TinyLfu(tier, capacity), tier, capacity);
    }

    /** Every 100 memories recorded, the .5 percent of a tier of the least {@link HemaSalience} is archived: HEMA's pruning. */
    public static LifecyclePolicy hema(Tier tier) {
        return lowestShare("hema", HemaSalience.PAPER, tier, HEMA_SHARE, HEMA_EVERY);
    }

    /**
     * Whenever so many memories have been recorded since it last did, the lowest share of a tier is archived (rounded down).
     * It knows the last time by what it archived; if all of that is forgotten since, it begins anew.
     *
     * @param tier any but the archive
     * @param share in [0, 1]
     * @param every positive
     */
    public static LifecyclePolicy lowestShare(String name, Valuation valuation, Tier tier, double share, int every) {
        return new SharePruning(name, valuation, tier, share, every);
    }

    /** Attendre: what had least attention in all leaves the tier. */
    public static Eviction leastFrequentlyAttended(Tier tier, int capacity) {
        return Policies.lowest("least frequently attended", PublishedPolicies::attention, tier, capacity);
    }

    private static double attention(Memory memory, Usage usage, Instant now) {
        return usage.attention();
    }

    /** Attendre, by time: what is worth least by {@link Values#recencyOfAttention} leaves the tier. */
    public static Eviction leastRecentlyAttended(Tier tier, int capacity, Duration halfLife) {
        return Policies.lowest(
                "least recently attended, half-life " + halfLife, Values.recencyOfAttention(halfLife), tier, capacity);
    }
}
