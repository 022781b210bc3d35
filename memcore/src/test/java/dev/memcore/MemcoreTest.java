package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Outcome;
import dev.memcore.contract.StoreTest;
import dev.memcore.spi.IdSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store that a host gets with the defaults. */
final class MemcoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    @Test
    void whatAProcessRemembersTheNextOneRecalls() {
        Memory kept;
        try (MemoryManager memory = Memcore.open(directory)) {
            kept = memory.space(BOB).remember("Bob is allergic to peanuts");
            memory.space(BOB).remember("The office closes at six");
        }
        try (MemoryManager memory = Memcore.open(directory)) {
            assertEquals(
                    kept,
                    memory.space(BOB)
                            .recall("which allergies does Bob have?")
                            .memories()
                            .getFirst());
            assertEquals(List.of(), memory.check().findings());
        }
    }

    @Test
    void usesAreInABackupAndInWhatIsRestoredFromIt() {
        Scope scope = Scope.of("acme", "bob");
        Path copy = directory.resolve("copy");
        Path restored = directory.resolve("restored");
        MemoryId id;
        try (MemoryManager manager = Memcore.open(directory.resolve("store"))) {
            MemorySpace bob = manager.space(scope);
            id = bob.remember("Bob likes tea").id();
            manager.backup(copy);
            bob.feedback(Set.of(id), Outcome.SUCCEEDED);
            bob.feedback(Set.of(id), Outcome.FAILED);
            manager.backup(copy);
        }
        assertTrue(Memcore.restore(copy, restored).ok());
        for (Path path : List.of(copy, restored)) {
            try (MemoryManager manager = Memcore.open(path)) {
                assertEquals(2, manager.space(scope).usage(id).uses());
                assertEquals(1, manager.space(scope).usage(id).succeeded());
            }
        }
    }

    @Test
    void aStoreInMemoryIsEmptyWhenOpenedAndRecallsWhatItIsTold() {
        for (int i = 0; i < 2; i++) {
            try (MemoryManager memory = Memcore.inMemory()) {
                assertTrue(memory.space(BOB).recall("peanuts").hits().isEmpty());
                memory.space(BOB).remember("Bob is allergic to peanuts");
                assertEquals(1, memory.space(BOB).recall("peanuts").hits().size());
            }
        }
    }

    @Test
    void aDirectoryIsOpenOnce() {
        try (MemoryManager memory = Memcore.open(directory)) {
            StoreTest.assertFails(ErrorCode.LOCKED, () -> Memcore.open(directory));
            memory.space(BOB).remember("still open");
        }
        Memcore.open(directory).close();
    }

    @Test
    void aStoreThatFailsToOpenReleasesItsDirectory() {
        try (MemoryManager memory = Memcore.open(directory)) {
            memory.space(BOB).remember("kept");
        }
        MemcoreBuilder failing = Memcore.builder().directory(directory).idSource(new Refusing());
        StoreTest.assertFails(ErrorCode.CONFLICT, failing::build);
        try (MemoryManager memory = Memcore.open(directory)) {
            assertEquals(1, memory.space(BOB).recall("kept").hits().size());
        }
    }

    @Test
    void anIndexWhoseDirectoryCannotBeMadeReleasesTheLog() throws IOException {
        Files.writeString(directory.resolve("index"), "in the way");
        StoreTest.assertFails(ErrorCode.IO_FAILED, () -> Memcore.open(directory));
        Files.delete(directory.resolve("index"));
        Memcore.open(directory).close();
    }

    @Test
    void closingEndsEveryThreadThatOpeningBegan() throws InterruptedException {
        MemoryManager memory = Memcore.open(directory);
        memory.space(BOB).remember("one");
        List<Thread> begun = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("memcore-"))
                .toList();
        assertTrue(begun.size() >= 2, "the log's and the index's thread: " + begun);
        memory.close();
        for (Thread thread : begun) {
            thread.join(10_000);
            assertTrue(!thread.isAlive(), thread.getName());
        }
    }

    private static final class Refusing implements IdSource {
        @Override
        public MemoryId next(Instant now) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public void startAfter(MemoryId greatest) {
            throw MemoryException.of(ErrorCode.CONFLICT, "refused");
        }
    }
}
