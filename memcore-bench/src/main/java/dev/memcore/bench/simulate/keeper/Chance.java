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
 * Random drop as in MemoryLLM (Wang et al., 2024): each run draws new random numbers. {@link Policies#random} differs:
 * each memory has one fixed random number, so the kept memories are a fair sample of all memories so far (a reservoir,
 * Vitter 1985).
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
