package dev.memcore.bench.simulate.keeper;

import dev.memcore.api.Memory;
import dev.memcore.api.Tier;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Random drop as in MemoryLLM (Wang et al., 2024): at every run, chance decides anew. Not the same as {@link
 * Policies#random}, where each memory draws once and for all, so that what stays is a fair sample of all that ever was (a
 * reservoir, Vitter 1985), and what once was lucky stays so.
 *
 * @param seed of the draws
 */
public record Chance(long seed) implements ValueFunction {
    public static LifecyclePolicy drop(Tier tier, int capacity, long seed) {
        return Policies.lowest("random drop " + seed, new Chance(seed), tier, capacity);
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        long moment = new SplittableRandom(seed + now.toEpochMilli()).nextLong();
        long id = memory.id().mostSignificant() * 31 + memory.id().leastSignificant();
        return new SplittableRandom(moment ^ new SplittableRandom(id).nextLong()).nextDouble();
    }
}
