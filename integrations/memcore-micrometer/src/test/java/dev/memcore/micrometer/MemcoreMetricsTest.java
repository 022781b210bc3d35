package dev.memcore.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.health.HealthCause;
import dev.memcore.spi.Embedder;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemcoreMetricsTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Duration LATER = Duration.ofSeconds(SampledStats.SECONDS);

    @TempDir
    private Path directory;

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    private double gauge(String name) {
        return meters.get(name).tag("gen_ai.memory.store.id", "support").gauge().value();
    }

    private double gets(String cache, String result) {
        return meters.get("memcore.cache.gets")
                .tag("cache", cache)
                .tag("result", result)
                .functionCounter()
                .count();
    }

    @Test
    void theMetersFollowTheStore() {
        try (MemoryManager manager =
                Memcore.builder().directory(directory.resolve("store")).build()) {
            new MemcoreMetrics(manager, "support").bindTo(meters);
            assertEquals(0, gauge("memcore.memories"));
            for (int i = 0; i < 10; i++) {
                manager.space(BOB).remember("note " + i);
            }
            assertEquals(0, gauge("memcore.memories"), "read again too early");
            clock.add(LATER);
            assertEquals(10, gauge("memcore.memories"));
            assertEquals(1, gauge("memcore.log.segments"));
            assertTrue(gauge("memcore.log.size") > 0);
            manager.awaitEmbedded();
            clock.add(LATER);
            assertEquals(0, gauge("memcore.index.lag"));
            assertEquals(0, gauge("memcore.embedding.lag"));
            manager.space(BOB).recall("note 1");
            manager.space(BOB).recall("note 1");
            clock.add(LATER);
            assertTrue(gets("analysedTexts", "hit") + gets("analysedTexts", "miss") > 0);
            assertEquals(0, gauge("memcore.health"));
        }
        clock.add(LATER);
        assertTrue(Double.isNaN(gauge("memcore.memories")));
        assertEquals(2, gauge("memcore.health"));
        assertEquals(
                1,
                meters.get("memcore.health.problem")
                        .tag("cause", "closed")
                        .gauge()
                        .value());
        assertEquals(
                0,
                meters.get("memcore.health.problem")
                        .tag("cause", "storage_full")
                        .gauge()
                        .value());
    }

    @Test
    void commitsThatWaitForTheIndexAreItsLag() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Embedder waiting = new Embedder() {
            @Override
            public String modelId() {
                return "waiting";
            }

            @Override
            public int dimensions() {
                return 1;
            }

            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                entered.countDown();
                awaitQuietly(go);
                return texts.stream().map(text -> new float[] {1}).toList();
            }

            @Override
            public boolean quick() {
                return false;
            }
        };
        try (MemoryManager manager = Memcore.builder().embedder(waiting).build()) {
            new MemcoreMetrics(manager, "support").bindTo(meters);
            manager.space(BOB).remember("first");
            awaitQuietly(entered);
            manager.space(BOB).remember("second");
            clock.add(LATER);
            assertEquals(2, gauge("memcore.index.lag"));
            go.countDown();
            manager.awaitIndexed();
            clock.add(LATER);
            assertEquals(0, gauge("memcore.index.lag"));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNumberOfMetersIsFixedAndNothingOfTheContentIsReported() {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            new MemcoreMetrics(manager, "support").bindTo(meters);
            int before = meters.getMeters().size();
            String id = StoreInUse.use(manager);
            clock.add(LATER);
            assertEquals(before, meters.getMeters().size());
            int caches = manager.stats().caches().size();
            assertEquals(7 + HealthCause.values().length + 3 * caches, before);
            String all = meters.getMetersAsString();
            assertFalse(all.contains(StoreInUse.SECRET) || all.contains(id), all);
        }
    }
}
