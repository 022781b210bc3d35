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
    /** Makes the policy. */
    @FunctionalInterface
    public interface Factory {
        /** For a tier of so many memories; the seed is of its chance, if it has any. */
        LifecyclePolicy of(Tier tier, int capacity, long seed);
    }

    /** The policy for a tier of so many memories. */
    public LifecyclePolicy of(Tier tier, int capacity, long seed) {
        return factory.of(tier, capacity, seed);
    }
}
