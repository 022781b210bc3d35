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
 * Eviction and admission policies from the literature, adapted as far as necessary to be pure functions of the stored
 * memories. {@link Policies} has the recommended ones. docs/research/forgetting.md compares them on LoCoMo. Capacities
 * apply to each scope separately. Pinned memories count towards them, but are never removed. Removed memories are
 * archived.
 *
 * <p>If a paper counts steps, a step is a fixed number of recorded memories. So ages grow with writes instead of time,
 * and a run without new memories changes nothing. Archived memories count as recorded; forgotten ones do not.
 */
public final class PublishedPolicies {
    /** The share of the removed memories that MemLong removes for their age: 10 of the 50 percent. */
    private static final double MEM_LONG_BY_AGE = 0.2;

    private static final double MEM_LONG_NEWEST = 0.1;
    private static final double STICKY_FLOOR = 0.1;
    private static final int MEMP_TRIED = 3;
    private static final double MEMP_RATE = 0.5;
    private static final double HEMA_SHARE = 0.005;
    private static final int HEMA_EVERY = 100;

    private PublishedPolicies() {}

    /**
     * Least recently updated: removes the memories that were recorded or changed longest ago, regardless of their uses,
     * as ELMUR replaces slots (Cherepanov et al., 2025). A move to another tier is a change, too.
     */
    public static Eviction lruByUpdate(Tier tier, int capacity) {
        ValueFunction age = (memory, usage, now) -> -Ages.days(memory.recordedAt(), now);
        return Policies.lowest("lru by update", age, tier, capacity);
    }

    /**
     * Removes a random share of the memories in each step: the pool of MemoryLLM (Wang et al., 2024), which drops 1/30
     * (or 1/50) with each write. A share of {@code (1 - share)^t} outlives t steps. Uses and importance have no effect.
     *
     * @param share the share of the memories that a step removes, in [0, 1]
     * @param perStep the number of recorded memories in a step, positive
     * @param floor the number of memories that stay whatever their age, not negative
     */
    public static Eviction randomDrop(Tier tier, double share, int perStep, long seed, int floor) {
        String name = "random drop of " + share + " every " + perStep + ", seed " + seed;
        return Policies.below(name, new RandomLifetime(share, perStep, seed), 0, tier, floor);
    }

    /**
     * Removes memories whose lifespan is over, as in Memoria.
     *
     * @param floor the number of memories that stay in any case, not negative
     */
    public static Eviction lifespan(Lifespan lifespan, Tier tier, int floor) {
        return Policies.below("lifespan", lifespan, Double.MIN_VALUE, tier, floor);
    }

    /**
     * Removes memories that were recalled too rarely for their age, as in M+.
     *
     * @param floor the number of memories that stay in any case, not negative
     */
    public static Eviction recallFrequency(RecallFrequency frequency, Tier tier, int floor) {
        double above = Math.nextUp(RecallFrequency.DROPPED);
        return Policies.below("recall frequency", frequency, above, tier, floor);
    }

    /**
     * Removes the least surprising memories first, where surprisal decays with each session: the cache of SirLLM.
     * Pinned memories correspond to its 4 attention sinks.
     *
     * @param fading the share of the surprisal that remains after a session, in [0, 1]; 1, .9 and .7 in the paper,
     *     depending on the task
     */
    public static Eviction surprisalDecay(double fading, Tier tier, int capacity) {
        Valuation faded = Valuation.product(Valuations.surprisal(), Valuations.sessionDecay(fading));
        return Policies.lowest("surprisal, fading to " + fading, faded, tier, capacity);
    }

    /**
     * Removes the oldest and the least used memories, and keeps the newest tenth: MemLong (Liu et al., 2024), as in its
     * paper. There, a full memory drops its oldest 10 percent, keeps its newest 10 percent, and drops the less used
     * half of the rest. Here, only the memories beyond the capacity are removed, in the same proportions: a fifth for
     * age, the others for lack of use. (The released code keeps the newest half, which equals {@link Policies#fifo}.)
     */
    public static Eviction quotas(Tier tier, int capacity) {
        return Policies.lowest("quotas", new Quotas(tier, capacity, MEM_LONG_BY_AGE, MEM_LONG_NEWEST), tier, capacity);
    }

    /**
     * Keeps a fixed number of memories of each session, or of each value of an attribute, the newest ones: the
     * per-place quotas of the Spatially-Aware Transformer (Cho et al., 2024). So many memories of one place do not
     * displace those of another.
     *
     * @param attribute the attribute that names the place; null: the session is the place
     */
    public static Eviction quotaOfEach(@Nullable String attribute, Tier tier, int quota) {
        Eviction all = Policies.fifo(tier, 0);
        return attribute == null ? all.keepingOfEachSession(quota) : all.keepingOfEach(attribute, quota);
    }

    /**
     * Limits the agent's own messages ({@link Role#ASSISTANT}) and all other memories separately, and keeps the newest
     * of each: SCOPE (Wu et al., 2025), where generated tokens never displace given ones.
     *
     * @param told the capacity for all other memories, not negative
     * @param produced the capacity for the agent's own messages, not negative
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
     * Keeps the newest memories in a quarter of the capacity, and fills the rest with older ones, drawn with a
     * probability that grows with use: the sticky memories of infinity-Video (Santos et al., 2025), tau = .75. An
     * unused memory counts as a tenth of a use.
     */
    public static Eviction sticky(Tier tier, int capacity, long seed) {
        return sticky(tier, capacity, 0.75, STICKY_FLOOR, seed);
    }

    /**
     * Like {@link #sticky(Tier, int, long)}, with other constants.
     *
     * @param past the share of the capacity for older memories, in [0, 1]
     * @param floor the weight of a memory without uses, in uses, positive
     */
    public static Eviction sticky(Tier tier, int capacity, double past, double floor, long seed) {
        Valuation drawn = new StickySampling(tier, capacity, past, floor, seed);
        return Policies.lowest("sticky " + past + ", floor " + floor + ", seed " + seed, drawn, tier, capacity);
    }

    /**
     * Removes the memories of the lowest usage first, by the measure and in the order of the free list of the
     * differentiable neural computer.
     */
    public static Eviction usageFreeList(SlotUsage usage, Tier tier, int capacity) {
        return Policies.lowest("free list", usage, tier, capacity);
    }

    /** Removes memories that are older than the time to live of their kind. Memories of other kinds stay. */
    public static Eviction timeToLive(Map<Kind, Duration> byKind, Tier tier, int floor) {
        return Policies.below("time to live", Valuation.of(new TimeToLive(byKind)), Double.MIN_VALUE, tier, floor);
    }

    /**
     * Removes memories that were tried three times or more and succeeded in less than half of these: the retirement of
     * Memp.
     */
    public static Eviction retireUnsuccessful(Tier tier, int floor) {
        Valuation rate = Valuation.of(Values.provenRate(MEMP_TRIED));
        return Policies.below("unsuccessful", rate, MEMP_RATE, tier, floor);
    }

    /**
     * Removes memories whose probability of recall is below a threshold, as in MemoryBank; see {@link
     * Values#forgettingCurve}.
     */
    public static Eviction forgotten(double probability, Tier tier, int floor) {
        return Policies.below("forgetting curve", Valuation.of(Values.forgettingCurve()), probability, tier, floor);
    }

    /**
     * Admits a new memory only if it was used more often than the least recently used one; otherwise the new one is
     * removed: W-TinyLFU.
     */
    public static Eviction admission(Tier tier, int capacity) {
        return Policies.lowest("admission", new TinyLfu(tier, capacity), tier, capacity);
    }

    /**
     * Archives the .5 percent of a tier with the least {@link HemaSalience}, after every 100 recorded memories: the
     * pruning of HEMA.
     */
    public static LifecyclePolicy hema(Tier tier) {
        return lowestShare("hema", HemaSalience.PAPER, tier, HEMA_SHARE, HEMA_EVERY);
    }

    /**
     * Archives the lowest share of a tier (rounded down) whenever a number of memories have been recorded since the
     * last pruning. It recognises the last pruning by the memories that it archived. If all of these have been
     * forgotten, it starts again.
     *
     * @param name names the valuation, up to 100 characters
     * @param tier not the archive
     * @param share the share that is archived, in [0, 1]
     * @param every the number of recorded memories between two prunings, positive
     */
    public static LifecyclePolicy lowestShare(String name, Valuation valuation, Tier tier, double share, int every) {
        return new SharePruning(name, valuation, tier, share, every);
    }

    /** Removes the memories with the least total attention, as in Attendre. */
    public static Eviction leastFrequentlyAttended(Tier tier, int capacity) {
        return Policies.lowest("least frequently attended", PublishedPolicies::attention, tier, capacity);
    }

    private static double attention(Memory memory, Usage usage, Instant now) {
        return usage.attention();
    }

    /** Removes the memories with the lowest {@link Values#recencyOfAttention}, as in Attendre, by time. */
    public static Eviction leastRecentlyAttended(Tier tier, int capacity, Duration halfLife) {
        return Policies.lowest(
                "least recently attended, half-life " + halfLife, Values.recencyOfAttention(halfLife), tier, capacity);
    }
}
