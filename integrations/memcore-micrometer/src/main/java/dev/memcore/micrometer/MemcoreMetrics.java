package dev.memcore.micrometer;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.EmbeddingProgress;
import dev.memcore.api.report.StoreStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Reports the state of a store as meters. They read the store when the registry reads them: the statistics at most once
 * in {@value SampledStats#SECONDS} seconds, the health each time. A closed store has {@code NaN}. Every meter has the tag
 * {@code gen_ai.memory.store.id} with the name of the store.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>value</th></tr>
 *   <tr><td>{@code memcore.memories}</td><td>memories in the index</td></tr>
 *   <tr><td>{@code memcore.log.size}, {@code memcore.index.size}</td><td>bytes on the device</td></tr>
 *   <tr><td>{@code memcore.log.segments}</td><td>segments of the log</td></tr>
 *   <tr><td>{@code memcore.index.lag}</td><td>commits of the log that are not indexed yet</td></tr>
 *   <tr><td>{@code memcore.embedding.lag}</td><td>indexed versions that lack vectors</td></tr>
 *   <tr><td>{@code memcore.cache.gets}</td><td>look-ups, with the tags {@code cache} and {@code result}: {@code hit} or
 *       {@code miss}</td></tr>
 *   <tr><td>{@code memcore.cache.size}</td><td>entries, with the tag {@code cache}</td></tr>
 *   <tr><td>{@code memcore.health}</td><td>0 if the store is up, 1 if it is degraded, 2 if it is down</td></tr>
 *   <tr><td>{@code memcore.health.problem}</td><td>1 if the store has the problem of the tag {@code cause}, otherwise
 *       0</td></tr>
 * </table>
 *
 * <p>The meters keep a reference to the manager. Close the registry, or remove the meters, if the process goes on
 * without the store.
 */
public final class MemcoreMetrics implements MeterBinder {
    private final MemoryManager manager;
    private final Tags tags;

    /**
     * Creates the meters of a store.
     *
     * @param store the name of the store, 1 to 100 characters
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if an argument is null, or the name is blank or too long
     */
    public MemcoreMetrics(MemoryManager manager, String store) {
        if (manager == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "manager must not be null");
        }
        this.manager = manager;
        this.tags = Tags.of(MemoryOperationConvention.STORE, StoreName.checked(store));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        SampledStats stats = new SampledStats(manager, registry.config().clock());
        gauge(registry, stats, "memcore.memories", "memories", StoreStats::memories);
        gauge(registry, stats, "memcore.log.size", "bytes", StoreStats::logBytes);
        gauge(registry, stats, "memcore.log.segments", "segments", StoreStats::segments);
        gauge(registry, stats, "memcore.index.size", "bytes", StoreStats::indexBytes);
        gauge(registry, stats, "memcore.index.lag", "commits", MemcoreMetrics::indexLag);
        gauge(registry, stats, "memcore.embedding.lag", "versions", MemcoreMetrics::embeddingLag);
        bindCaches(registry, stats);
        bindHealth(registry);
    }

    private static double indexLag(StoreStats stats) {
        return Math.max(0, stats.lastSequence() - stats.indexedSequence());
    }

    private static double embeddingLag(StoreStats stats) {
        EmbeddingProgress progress = stats.embedding();
        return Math.max(0, progress.versions() - progress.embedded());
    }

    private void gauge(
            MeterRegistry registry, SampledStats stats, String name, String unit, ToDoubleFunction<StoreStats> of) {
        Gauge.builder(name, stats, sample -> sample.value(of))
                .tags(tags)
                .baseUnit(unit)
                .strongReference(true)
                .register(registry);
    }

    private void bindCaches(MeterRegistry registry, SampledStats stats) {
        Set<String> names = new TreeSet<>(
                stats.stats().map(found -> found.caches().keySet()).orElse(Set.of()));
        for (String cache : names) {
            Tags named = tags.and("cache", cache);
            gets(registry, stats, named.and("result", "hit"), cache, CacheStats::hits);
            gets(registry, stats, named.and("result", "miss"), cache, CacheStats::misses);
            Gauge.builder("memcore.cache.size", stats, sample -> sample.value(of(cache, CacheStats::entries)))
                    .tags(named)
                    .baseUnit("entries")
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static void gets(
            MeterRegistry registry, SampledStats stats, Tags named, String cache, ToLongFunction<CacheStats> count) {
        FunctionCounter.builder("memcore.cache.gets", stats, sample -> sample.value(of(cache, count)))
                .tags(named)
                .register(registry);
    }

    private static ToDoubleFunction<StoreStats> of(String cache, ToLongFunction<CacheStats> value) {
        return stats -> {
            CacheStats found = stats.caches().get(cache);
            return found == null ? Double.NaN : value.applyAsLong(found);
        };
    }

    private static int health(MemoryManager manager) {
        return switch (manager.health().status()) {
            case UP -> 0;
            case DEGRADED -> 1;
            case DOWN -> 2;
        };
    }

    private void bindHealth(MeterRegistry registry) {
        Gauge.builder("memcore.health", manager, MemcoreMetrics::health)
                .tags(tags)
                .strongReference(true)
                .register(registry);
        for (HealthCause cause : HealthCause.values()) {
            Gauge.builder(
                            "memcore.health.problem",
                            manager,
                            store -> store.health().has(cause) ? 1 : 0)
                    .tags(tags.and("cause", cause.name().toLowerCase(Locale.ROOT)))
                    .strongReference(true)
                    .register(registry);
        }
    }
}
