package dev.memcore.consolidation;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.Usage;
import dev.memcore.spi.ValueFunction;
import java.time.Duration;
import java.time.Instant;

/**
 * What memories are worth by the {@linkplain Usage#attention() attention} that they had, and the policies that follow. Attendre (Yang
 * and Hua, 2024) evicts the least frequently or the least recently attended keys of a transformer's memory; here the host reports the
 * weights, see {@link dev.memcore.api.MemorySpace#feedback(java.util.Map, dev.memcore.api.Outcome)}.
 */
public final class AttentionPolicies {
    private AttentionPolicies() {}

    /**
     * {@code attention / (attention + half)}: 0 for what never had any, 1/2 at {@code half}, towards 1.
     *
     * @param half positive
     */
    public static ValueFunction attention(double half) {
        Arguments.require(half > 0 && Double.isFinite(half), "half must be positive and finite, but is " + half);
        return (memory, usage, now) -> usage.attention() / (usage.attention() + half);
    }

    /**
     * {@code w 2^(-t / halfLife)}, where t is the time since the last use and w the mean weight of all uses: half the attention counts
     * as one half-life longer ago. What was never used counts as wholly attended to when it was recorded.
     */
    public static ValueFunction recencyOfAttention(Duration halfLife) {
        ValueFunction recency = Values.recencyOfUse(halfLife);
        return (memory, usage, now) -> meanWeight(usage) * recency.value(memory, usage, now);
    }

    private static double meanWeight(Usage usage) {
        return usage.uses() == 0 ? 1 : usage.attention() / usage.uses();
    }

    /** Least frequently attended: what had least attention in all leaves the tier. */
    public static CapacityEviction leastFrequentlyAttended(Tier tier, int capacity) {
        return Policies.lowest("least frequently attended", AttentionPolicies::total, tier, capacity);
    }

    private static double total(Memory memory, Usage usage, Instant now) {
        return usage.attention();
    }

    /** Least recently attended: what is worth least by {@link #recencyOfAttention} leaves the tier. */
    public static CapacityEviction leastRecentlyAttended(Tier tier, int capacity, Duration halfLife) {
        return Policies.lowest(
                "least recently attended, half-life " + halfLife, recencyOfAttention(halfLife), tier, capacity);
    }
}
