package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.Outcome;
import dev.memcore.contract.StoreTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is opened read-only: what works, what is refused, and that not a byte is written. */
final class ReadOnlyTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    private Path store;
    private Memory first;

    @BeforeEach
    void write() {
        store = directory.resolve("store");
        try (MemoryManager manager =
                Memcore.builder().directory(store).withoutEmbedder().build()) {
            first = manager.space(BOB).remember("Bob is allergic to peanuts");
            manager.space(BOB).session("s").add(Role.USER, "What can I eat?");
        }
    }

    private MemoryManager open() {
        return Memcore.builder().directory(store).withoutEmbedder().readOnly().build();
    }

    /** Every file with its content and its time. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(store)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        store.relativize(file).toString(),
                        Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private void deleteIndex() throws IOException {
        try (Stream<Path> all = Files.walk(store.resolve("index"))) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void assertReads() throws IOException {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            assertEquals(first, space.recall("peanuts").memories().getFirst());
            assertEquals(2, space.list(MemoryFilter.any(), null, 10).memories().size());
            assertEquals(List.of(first), space.history(first.id()));
            assertEquals(1, space.session("s").window(1_000).size());
            assertEquals(List.of(), manager.check().findings());
            assertEquals(2, manager.exportTo(new ByteArrayOutputStream()));
            manager.awaitIndexed();
            assertEquals(0, manager.dryRun(Budget.ofDefaults()).total());
        }
    }

    @Test
    void everythingIsReadAndNothingIsWritten() throws IOException {
        Map<String, String> before = files();
        assertReads();
        assertEquals(before, files());
    }

    @Test
    void whatTheIndexLacksIsIndexedInMemory() throws IOException {
        deleteIndex();
        Map<String, String> before = files();
        assertReads();
        assertEquals(before, files());
    }

    @Test
    void noLockIsMadeWhereThereIsNone() throws IOException {
        Files.delete(store.resolve("LOCK"));
        assertReads();
        assertFalse(Files.exists(store.resolve("LOCK")));
    }

    @Test
    void everyChangeIsRefused() {
        try (MemoryManager manager = open()) {
            MemorySpace space = manager.space(BOB);
            List<Runnable> changes = List.of(
                    () -> space.remember("more"),
                    () -> space.revise(first.id(), "less"),
                    () -> space.pin(first.id(), true),
                    () -> space.forget(first.id()),
                    () -> space.undo(List.of(1L)),
                    () -> space.undo(first.id()),
                    () -> space.erase(Erasure.of(first.id())),
                    () -> space.feedback(Set.of(first.id()), Outcome.CITED),
                    () -> space.feedback(Map.of(first.id(), 0.5), Outcome.CITED),
                    () -> space.session("s").add(Role.USER, "more"),
                    () -> space.blocks().set("persona", "more"),
                    () -> space.blocks().remove("persona"),
                    () -> manager.undo(List.of(1L)),
                    () -> manager.maintain(Budget.ofDefaults()),
                    () -> manager.importFrom(new ByteArrayInputStream(new byte[0])));
            changes.forEach(change -> StoreTest.assertFails(ErrorCode.READ_ONLY, change::run));
        }
    }

    @Test
    void manyReadOrOneWrites() {
        try (MemoryManager one = open();
                MemoryManager other = open()) {
            assertEquals(1, one.space(BOB).recall("peanuts").hits().size());
            assertEquals(1, other.space(BOB).recall("peanuts").hits().size());
            StoreTest.assertFails(ErrorCode.LOCKED, () -> Memcore.open(store));
        }
        try (MemoryManager writer = Memcore.open(store)) {
            assertEquals(2, writer.stats().memories());
            StoreTest.assertFails(ErrorCode.LOCKED, this::open);
        }
    }

    @Test
    void aStoreThatIsNotThereIsNotMade() {
        Path missing = directory.resolve("missing");
        StoreTest.assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> Memcore.builder().directory(missing).readOnly().build());
        assertFalse(Files.exists(missing));
    }

    @Test
    void aBackupIsRestoredAndAStoreSalvagedWithoutWritingThere() throws IOException {
        Map<String, String> before = files();
        assertTrue(Memcore.restore(store, directory.resolve("restored")).ok());
        assertTrue(Memcore.salvage(store, directory.resolve("salvaged")).ok());
        assertEquals(before, files());
    }

    @Test
    void salvageReportsThatTheOnlySegmentIsMissing() throws IOException {
        Files.delete(store.resolve("log/0000000001.seg"));
        assertFalse(Memcore.salvage(store, directory.resolve("salvaged")).ok());
    }
}
