package dev.memcore.micrometer;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.config.OperationKind;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.Embedder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MemcoreObservationsTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    /** Fails always. */
    private static final class NoEmbedder implements Embedder {
        @Override
        public String modelId() {
            return "none";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts, Purpose purpose) {
            throw new IllegalStateException("no connection");
        }

        @Override
        public boolean quick() {
            return true;
        }
    }

    @Test
    void operationsHaveTheNamesOfTheConventions() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        try (MemoryManager manager = Memcore.builder()
                .withoutEmbedder()
                .operationListener(MemcoreObservations.of(registry, "support"))
                .build()) {
            StoreInUse.use(manager);
        }
        assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
        assertThat(registry)
                .hasObservationWithNameEqualTo("memcore.operation")
                .that()
                .hasBeenStarted()
                .hasBeenStopped();
        for (String operation :
                List.of("search_memory", "create_memory", "update_memory", "delete_memory", "maintain_memory")) {
            assertThat(registry)
                    .hasAnObservationWithAKeyValue("gen_ai.operation.name", operation)
                    .hasAnObservation(observation -> observation.hasContextualNameEqualTo(operation));
        }
        for (OperationKind kind : OperationKind.values()) {
            assertThat(registry)
                    .hasAnObservationWithAKeyValue(
                            "memcore.operation", kind.name().toLowerCase(Locale.ROOT));
        }
        assertThat(registry).hasAnObservationWithAKeyValue("gen_ai.memory.store.id", "support");
        assertThat(registry).hasAnObservationWithAKeyValue("gen_ai.memory.record.count", "1");
        assertThat(registry).hasAnObservationWithAKeyValue("error.type", "NOT_FOUND");
        assertThat(registry).hasAnObservationWithAKeyValue("error.type", "LIMIT_EXCEEDED");
    }

    @Test
    void nothingOfTheContentIsReported() {
        List<String> reported = new ArrayList<>();
        TestObservationRegistry registry = TestObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                reported.add(context.getAllKeyValues() + " " + context.getName() + context.getContextualName());
                Throwable error = context.getError();
                if (error != null) {
                    assertEquals(null, error.getCause());
                    reported.add(error.toString());
                }
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        try (MemoryManager manager = Memcore.builder()
                .withoutEmbedder()
                .operationListener(MemcoreObservations.of(registry, "support"))
                .build()) {
            String id = StoreInUse.use(manager);
            assertTrue(reported.size() > 10, reported::toString);
            reported.forEach(line -> assertFalse(line.contains(StoreInUse.SECRET) || line.contains(id), line));
        }
    }

    @Test
    void anOperationIsPartOfTheObservationOfItsCaller() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        try (MemoryManager manager = Memcore.builder()
                .withoutEmbedder()
                .operationListener(MemcoreObservations.of(registry, "support"))
                .build()) {
            Observation request = Observation.start("request", registry);
            try (Observation.Scope scope = request.openScope()) {
                assertEquals(request, scope.getCurrentObservation());
                manager.space(BOB).remember("x");
                assertEquals(request, registry.getCurrentObservation());
                assertThrows(MemoryException.class, () -> manager.space(BOB).recall("long ".repeat(10_000)));
                assertEquals(request, registry.getCurrentObservation());
            }
            request.stop();
        }
        assertThat(registry)
                .hasObservationWithNameEqualTo("memcore.operation")
                .that()
                .hasParentObservationContextMatching(parent -> "request".equals(parent.getName()));
    }

    @Test
    void theTimersHaveAFixedSetOfTags() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (MemoryManager manager = Memcore.builder()
                .embedder(new NoEmbedder())
                .operationListener(MemcoreObservations.timed(meters, "support"))
                .build()) {
            for (int user = 0; user < 20; user++) {
                manager.space(Scope.of("acme", "user " + user)).remember("note " + user);
                manager.space(Scope.of("acme", "user " + user)).recall("note " + user);
            }
        }
        assertEquals(
                20,
                meters.get("memcore.operation")
                        .tag("memcore.operation", "recall")
                        .tag("memcore.degraded", "true")
                        .timer()
                        .count());
        assertEquals(
                20,
                meters.get("memcore.operation")
                        .tag("gen_ai.operation.name", "create_memory")
                        .timer()
                        .count());
        assertTrue(meters.get("memcore.operation").timer().totalTime(TimeUnit.NANOSECONDS) > 0, "no time was measured");
        Set<String> keys = new TreeSet<>();
        for (Meter meter : meters.getMeters()) {
            meter.getId().getTags().stream().map(Tag::getKey).forEach(keys::add);
        }
        assertEquals(
                Set.of(
                        "error",
                        "error.type",
                        "gen_ai.memory.store.id",
                        "gen_ai.operation.name",
                        "gen_ai.provider.name",
                        "memcore.degraded",
                        "memcore.operation"),
                keys);
        // One timer and one timer of running operations for each of the two kinds.
        assertTrue(meters.getMeters().size() <= 6, () -> meters.getMetersAsString());
    }

    @Test
    void aNameOfAStoreIsShort() {
        for (String name : List.of(" ", "x".repeat(101))) {
            assertEquals(
                    ErrorCode.INVALID_ARGUMENT,
                    assertThrows(
                                    MemoryException.class,
                                    () -> MemcoreObservations.of(TestObservationRegistry.create(), name))
                            .code());
        }
    }
}
