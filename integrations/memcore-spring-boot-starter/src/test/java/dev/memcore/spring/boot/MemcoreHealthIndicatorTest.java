package dev.memcore.spring.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@NullUnmarked // a null fails the test
final class MemcoreHealthIndicatorTest {
    @TempDir
    private Path directory;

    private MemoryManager manager;
    private StoreChecks checks;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @AfterEach
    void close() {
        if (manager != null) {
            manager.close();
        }
    }

    private MemorySpace open(MemcoreBuilder builder) {
        manager = builder.directory(directory).build();
        checks = new StoreChecks(manager, () -> now);
        return manager.space(Scope.of("acme", "alice"));
    }

    private Health health(Map<String, String> properties) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource(properties);
        source.put("memcore.directory", directory.toString());
        MemcoreProperties bound =
                new Binder(source).bind("memcore", MemcoreProperties.class).get();
        return new MemcoreHealthIndicator(manager, checks, bound).health();
    }

    private static String detail(Health health, String name) {
        return String.valueOf(health.getDetails().get(name));
    }

    private static MemcoreBuilder words() {
        return Memcore.builder().withoutEmbedder();
    }

    /** Overwrites the middle of the largest file below a directory. */
    private void damage(String below) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(below))) {
            Path largest = files.filter(Files::isRegularFile)
                    .max((one, other) ->
                            Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(largest);
            for (int i = bytes.length / 2; i < Math.min(bytes.length, bytes.length / 2 + 16); i++) {
                bytes[i] ^= 0x55;
            }
            Files.write(largest, bytes);
        }
    }

    @Test
    void aHealthyStoreIsUp() {
        open(words()).remember("tea");
        Health health = health(Map.of());
        assertEquals(Status.UP, health.getStatus());
        assertNull(health.getDetails().get("degraded"));
        assertTrue((long) health.getDetails().get("freeBytes") > 0);
    }

    @Test
    void aFullDeviceIsDownAndSaysWhatToDo() {
        open(words());
        Health health = health(Map.of("memcore.health.min-free-space", "1000000TB"));
        assertEquals(Status.DOWN, health.getStatus());
        assertEquals("STORAGE_FULL", detail(health, "code"));
        assertTrue(detail(health, "action").contains("Free space"), health::toString);
        assertTrue(detail(health, "error").contains("free bytes"), health::toString);
    }

    @Test
    void aDamagedIndexIsDownAfterACheckAndUpAfterTheAction() throws IOException {
        MemorySpace space = open(words());
        for (int i = 0; i < 50; i++) {
            space.remember("tea number " + i);
        }
        manager.close();
        open(words());
        damage("index");
        assertFalse(checks.check().report().ok());
        Health health = health(Map.of());
        assertEquals(Status.DOWN, health.getStatus());
        assertEquals("INDEX_DAMAGED", detail(health, "code"));
        assertTrue(detail(health, "action").contains("built from the log"), health::toString);
        assertTrue(detail(health, "findings").contains("index"), health::toString);

        manager.close();
        deleteIndex();
        assertEquals(
                50, open(words()).list(MemoryFilter.any(), null, 100).memories().size());
        assertTrue(checks.check().report().ok());
        assertEquals(Status.UP, health(Map.of()).getStatus());
    }

    private void deleteIndex() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("index"))) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void checksRunWhenTheyAreDue() {
        open(words()).remember("tea");
        Map<String, String> daily = Map.of("memcore.health.check-every", "24h");
        assertEquals("2026-01-01T00:00:00Z", detail(health(daily), "lastCheck"));
        now = now.plus(Duration.ofHours(23));
        assertEquals("2026-01-01T00:00:00Z", detail(health(daily), "lastCheck"));
        now = now.plus(Duration.ofHours(2));
        assertEquals(now.toString(), detail(health(daily), "lastCheck"));
    }

    @Test
    void aClosedStoreIsDown() {
        open(words());
        manager.close();
        Health health = health(Map.of());
        assertEquals(Status.DOWN, health.getStatus());
        assertEquals("CLOSED", detail(health, "code"));
    }

    @Test
    void aFailingEmbedderIsDegradedAndLosesNoWrite() {
        Embedder failing = new Embedder() {
            @Override
            public String modelId() {
                return "failing-1";
            }

            @Override
            public int dimensions() {
                return 3;
            }

            @Override
            public List<float[]> embed(List<String> texts, Purpose purpose) {
                throw new IllegalStateException("unreachable");
            }

            @Override
            public boolean quick() {
                return false;
            }
        };
        MemorySpace space = open(Memcore.builder().embedder(failing));
        space.remember("Alice likes tea.");
        manager.awaitIndexed();
        Health health = health(Map.of());
        assertEquals(Status.UP, health.getStatus());
        assertTrue(detail(health, "degraded").contains("words"), health::toString);
        assertTrue(detail(health, "problems").contains("EMBEDDER_FAILING"), health::toString);
        assertEquals(
                "Alice likes tea.",
                space.recall("tea").hits().getFirst().memory().text());
    }

    @Test
    void theEndpointReportsAndChecks() throws IOException {
        MemorySpace space = open(words());
        space.remember("a secret text");
        MemcoreEndpoint endpoint = new MemcoreEndpoint(manager, checks);
        assertNull(endpoint.stats().lastCheck());
        assertTrue(endpoint.check().ok());
        MemcoreEndpoint.Stats stats = endpoint.stats();
        assertEquals(1, stats.memories());
        assertTrue(stats.lastCheck().ok());
        assertFalse(stats.toString().contains("secret"), stats::toString);
    }
}
