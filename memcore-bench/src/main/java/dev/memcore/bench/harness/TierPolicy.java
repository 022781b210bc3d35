package dev.memcore.bench.harness;

import dev.memcore.api.Tier;
import dev.memcore.spi.lifecycle.LifecyclePolicy;

/**
 * A named policy that limits a tier to a capacity.
 *
 * @param name as it is reported
 * @param byUse whether it is nothing but first in, first out, or chance, where nothing was used
 * @param byChance whether the seed makes a difference
 */
public record TierPolicy(String name, boolean byUse, boolean byChance, Factory factory) {
    /** A factory of policies. */
    @FunctionalInterface
    public interface Factory {
        /** Creates the policy for a tier with a capacity; the seed is for its random numbers, if it uses any. */
        LifecyclePolicy of(Tier tier, int capacity, long seed);
    }

    /** Returns the policy for a tier with a capacity. */
    public LifecyclePolicy of(Tier tier, int capacity, long seed) {
        return factory.of(tier, capacity, seed);
    }
}
