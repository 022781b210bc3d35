package dev.memcore.bench.simulate.keeper;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memcore.bench.simulate.trace.Trace;

/**
 * Caffeine's cache, as a reference: W-TinyLFU (Einziger, Friedman and Manes, TinyLFU: a highly efficient cache
 * admission policy, 2017). Results vary slightly between runs, because it admits a few random items as a defence
 * against attacks.
 */
final class CaffeineKeeper implements Keeper {
    private final Trace trace;
    private final Cache<Integer, Integer> kept;

    CaffeineKeeper(Trace trace, int capacity) {
        this.trace = trace;
        // On the calling thread, so that evictions are complete before the next step.
        this.kept = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public boolean meets(int place) {
        Integer item = trace.steps().get(place).item();
        boolean there = kept.getIfPresent(item) != null;
        if (!there) {
            kept.put(item, item);
        }
        kept.cleanUp();
        return there;
    }
}
