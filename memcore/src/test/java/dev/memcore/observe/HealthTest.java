package dev.memcore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Scope;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.health.HealthReport;
import dev.memcore.api.health.HealthStatus;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.fault.FaultyLog;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.index.LinearIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store says of itself while a part of it fails. */
final class HealthTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    private final SwitchedEmbedder embedder = new SwitchedEmbedder();

    private MemcoreBuilder store() {
        return Memcore.builder().directory(directory.resolve("store")).embedder(embedder);
    }

    private static Set<HealthCause> degraded(MemorySpace space, String question) {
        return space.recall(question).degraded();
    }

    @Test
    void aStoreThatWorksIsUpAndAClosedOneIsDown() {
        MemoryManager manager = store().build();
        assertEquals(new HealthReport(List.of()), manager.health());
        assertEquals(HealthStatus.UP, manager.health().status());
        RecallResult nothing = manager.space(BOB).recall("unknown");
        assertTrue(nothing.hits().isEmpty() && !nothing.isDegraded(), nothing::toString);
        manager.close();
        assertEquals(HealthStatus.DOWN, manager.health().status());
        assertTrue(manager.health().has(HealthCause.CLOSED));
    }

    static Stream<Supplier<Throwable>> failures() {
        return Stream.of(
                () -> new IllegalStateException("the model is away"),
                () -> new UnsatisfiedLinkError("no native library"),
                () -> new AssertionError("a bug of the model"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailingEmbedderLosesNoWriteAndIsVisible(Supplier<Throwable> failure) {
        embedder.fail(failure);
        Memory kept;
        try (MemoryManager manager = store().build()) {
            kept = manager.space(BOB).remember("the safe opens with xyzzy");
            manager.awaitIndexed();
            RecallResult result = manager.space(BOB).recall("xyzzy");
            assertEquals(List.of(kept), result.memories());
            assertEquals(Set.of(HealthCause.EMBEDDER_FAILING, HealthCause.EMBEDDING_BEHIND), result.degraded());
            assertEquals(
                    result.degraded(),
                    manager.space(BOB)
                            .context(ContextRequest.of("what is xyzzy?", 500))
                            .degraded());
            RecallResult nothing = manager.space(BOB).recall("marmalade");
            assertTrue(nothing.hits().isEmpty() && nothing.isDegraded(), nothing::toString);
            assertEquals(HealthStatus.DEGRADED, manager.health().status());
            assertFalse(manager.health().toString().contains("away"), "the message may quote a text");
        }
        // A restart while the embedder fails, and one that embeds what is missing.
        try (MemoryManager manager = store().build()) {
            assertEquals(List.of(kept), manager.space(BOB).recall("xyzzy").memories());
        }
        embedder.work();
        try (MemoryManager manager = store().build()) {
            manager.awaitEmbedded();
            assertEquals(1, manager.stats().embedding().embedded());
            assertEquals(Set.of(), degraded(manager.space(BOB), "xyzzy"));
            assertEquals(HealthStatus.UP, manager.health().status());
        }
    }

    @Test
    void missingVectorsAreComputedWithoutARestart() {
        embedder.fail(IllegalStateException::new);
        try (MemoryManager manager = store().build()) {
            manager.space(BOB).remember("the safe opens with xyzzy");
            manager.awaitIndexed();
            embedder.work();
            manager.awaitEmbedded();
            assertEquals(Set.of(), degraded(manager.space(BOB), "xyzzy"));
            assertEquals(List.of(), manager.health().problems());
            embedder.fail(IllegalStateException::new);
            assertEquals(Set.of(HealthCause.EMBEDDER_FAILING), degraded(manager.space(BOB), "safe"));
        }
    }

    @Test
    void aSlowIndexIsBehindAndItsResultsAreComplete() throws Exception {
        embedder.block();
        try (MemoryManager manager = store().tailCapacity(4).build()) {
            MemorySpace space = manager.space(BOB);
            space.remember("first xyzzy");
            embedder.awaitBlocked();
            space.remember("second xyzzy");
            space.remember("third xyzzy");
            RecallResult result = space.recall("xyzzy");
            assertEquals(3, result.hits().size());
            assertEquals(Set.of(HealthCause.INDEX_BEHIND), result.degraded());
            assertTrue(manager.health().problems().getFirst().detail().contains("3 versions"));
            embedder.release();
            manager.awaitIndexed();
            assertEquals(Set.of(), degraded(space, "xyzzy"));
        }
    }

    @Test
    void anIndexThatIsBuiltFromTheLogIsVisible() throws Exception {
        try (MemoryManager manager = store().build()) {
            manager.space(BOB).remember("the safe opens with xyzzy");
        }
        deleteIndex();
        embedder.block();
        try (MemoryManager manager = store().build()) {
            embedder.awaitBlocked();
            assertEquals(1, manager.space(BOB).recall("xyzzy").hits().size());
            assertEquals(Set.of(HealthCause.INDEX_REBUILDING), degraded(manager.space(BOB), "xyzzy"));
            assertEquals(HealthStatus.DEGRADED, manager.health().status());
            assertTrue(manager.health().problems().getFirst().detail().contains("0 of 1 commits"));
            embedder.release();
            manager.awaitIndexed();
            assertEquals(Set.of(), degraded(manager.space(BOB), "xyzzy"));
            assertEquals(HealthStatus.UP, manager.health().status());
        }
    }

    private void deleteIndex() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store/index"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void damageThatACheckFindsIsReportedUntilTheNextCheck() throws Exception {
        try (MemoryManager manager = store().build()) {
            manager.space(BOB).remember("the safe opens with xyzzy");
            manager.awaitIndexed();
        }
        try (MemoryManager manager = store().build()) {
            Path largest = largest(directory.resolve("store/index"));
            byte[] intact = Files.readAllBytes(largest);
            byte[] bytes = intact.clone();
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(largest, bytes);
            assertFalse(manager.check().ok());
            HealthReport report = manager.health();
            assertEquals(HealthStatus.DOWN, report.status());
            assertTrue(report.has(HealthCause.INDEX_DAMAGED));
            assertTrue(report.problems().getFirst().action().contains("delete the directory named index"));
            Files.write(largest, intact);
            assertTrue(manager.check().ok());
            assertEquals(HealthStatus.UP, manager.health().status());
        }
    }

    private static Path largest(Path index) throws IOException {
        try (Stream<Path> files = Files.walk(index)) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    @Test
    void aRejectedWriteIsReportedForAMinuteOrUntilTheNextOneSucceeds() {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
        FaultyLog log = new FaultyLog();
        try (MemoryManager manager =
                Memcore.builder().log(log).withoutEmbedder().clock(clock).build()) {
            log.failAt(1);
            assertEquals(
                    ErrorCode.IO_FAILED,
                    assertThrows(MemoryException.class, () -> manager.space(BOB).remember("x"))
                            .code());
            assertTrue(manager.health().has(HealthCause.WRITES_FAILING));
            clock.advance(StoreHealth.REFUSAL_REPORTED);
            assertEquals(HealthStatus.UP, manager.health().status());
            assertThrows(MemoryException.class, () -> manager.space(BOB).remember("x"));
            assertEquals(HealthStatus.DOWN, manager.health().status());
            log.failAt(Integer.MAX_VALUE);
            manager.space(BOB).remember("x");
            assertEquals(HealthStatus.UP, manager.health().status());
        }
    }

    @Test
    void theStateOfTheDeviceCountsWithoutAWrite() {
        FaultyLog log = new FaultyLog();
        for (ErrorCode code : List.of(ErrorCode.STORAGE_FULL, ErrorCode.STORAGE_READ_ONLY)) {
            StoreHealth health = new StoreHealth(log, new LinearIndex(), () -> Instant.EPOCH, () -> code, List::of);
            assertEquals(HealthStatus.DOWN, health.report().status());
            assertEquals(
                    code.name(), health.report().problems().getFirst().cause().name());
        }
    }

    @Test
    void aFailingPolicyIsReportedUntilARunSucceeds() {
        boolean[] fails = {true};
        LifecyclePolicy policy = new LifecyclePolicy() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                if (fails[0]) {
                    throw new IllegalStateException("the model said: xyzzy");
                }
                return List.of();
            }
        };
        try (MemoryManager manager =
                Memcore.builder().withoutEmbedder().policies(List.of(policy)).build()) {
            manager.space(BOB).remember("xyzzy");
            manager.maintain();
            assertTrue(manager.health().has(HealthCause.MAINTENANCE_FAILING));
            assertTrue(manager.health().problems().getFirst().detail().contains("broken"));
            assertFalse(manager.health().toString().contains("xyzzy"));
            fails[0] = false;
            manager.maintain();
            assertEquals(HealthStatus.UP, manager.health().status());
        }
    }
}
