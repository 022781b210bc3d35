package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTableTest {
    private static final Usage ONCE = Usage.NONE.plus(Outcome.SUCCEEDED, Samples.NOON);

    @TempDir
    Path directory;

    @Test
    void countsAddUp() {
        UsageTable table = UsageTable.open(null);
        assertEquals(Usage.NONE, table.get(Samples.id(1)));
        table.add(Samples.id(1), ONCE, 1);
        table.add(Samples.id(1), new Usage(2, 0, 1, null), 2);
        table.add(Samples.id(2), ONCE, 2);
        assertEquals(new Usage(3, 1, 1, Samples.NOON), table.get(Samples.id(1)));
        assertTrue(table.remove(Samples.id(1)));
        assertFalse(table.remove(Samples.id(1)));
        assertEquals(Usage.NONE, table.get(Samples.id(1)));
        assertEquals(ONCE, table.get(Samples.id(2)));
        table.save(7);
        assertEquals(7, table.sequence());
    }

    @Test
    void whatWasSavedIsThereAfterOpening() {
        Path file = directory.resolve("usage");
        UsageTable table = UsageTable.open(file);
        assertEquals(0, table.sequence());
        table.save(1);
        assertEquals(1, UsageTable.open(file).sequence());
        for (int i = 0; i < 1_000; i++) {
            table.add(Samples.id(i), new Usage(i, 0, 0, i % 2 == 0 ? null : Samples.NOON.plusMillis(i)), 1 + i % 12);
        }
        table.save(12);
        table.add(Samples.id(1), ONCE, 13);
        UsageTable opened = UsageTable.open(file);
        assertEquals(12, opened.sequence());
        for (int i = 0; i < 1_000; i++) {
            assertEquals(new Usage(i, 0, 0, i % 2 == 0 ? null : Samples.NOON.plusMillis(i)), opened.get(Samples.id(i)));
        }
        assertFalse(Files.exists(directory.resolve("usage.next")));
    }

    @Test
    void aDamagedFileIsAnEmptyTable() throws IOException {
        Path file = directory.resolve("usage");
        UsageTable table = UsageTable.open(file);
        table.add(Samples.id(1), ONCE, 12);
        table.save(12);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            assertEmpty(Files.write(file, flipped));
            assertEmpty(Files.write(file, Arrays.copyOf(whole, at)));
        }
        assertEmpty(Files.write(file, Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void aFileThatCannotBeWrittenIsReported() {
        UsageTable table = UsageTable.open(directory.resolve("missing/usage"));
        assertEquals(
                ErrorCode.IO_FAILED,
                assertThrows(MemoryException.class, () -> table.save(1)).code());
        assertEquals(0, table.sequence());
    }

    @Test
    void aCommitIsCountedOnceHoweverOftenItIsGiven() {
        Path file = directory.resolve("usage");
        UsageTable table = UsageTable.open(file);
        table.add(Samples.id(1), ONCE, 1);
        table.add(Samples.id(1), ONCE, 3); // while the file is written that goes up to commit 1
        table.save(1);
        UsageTable opened = UsageTable.open(file);
        assertEquals(1, opened.sequence());
        for (int sequence = 2; sequence <= 4; sequence++) {
            opened.add(Samples.id(1), ONCE, sequence == 2 ? 3 : sequence);
        }
        assertEquals(new Usage(3, 3, 0, Samples.NOON), opened.get(Samples.id(1)));
    }

    @Test
    void commitsComeInWhileTheFileIsWritten() throws Exception {
        Path file = directory.resolve("usage");
        UsageTable table = UsageTable.open(file);
        AtomicLong added = new AtomicLong();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<?> adding = executor.submit(() -> {
                for (int sequence = 1; sequence <= 1_000; sequence++) {
                    table.add(Samples.id(sequence % 10), ONCE, sequence);
                    added.set(sequence);
                }
            });
            do {
                table.save(added.get());
            } while (!adding.isDone());
            adding.get();
        }
        UsageTable opened = UsageTable.open(file);
        for (long sequence = opened.sequence() + 1; sequence <= 1_000; sequence++) {
            opened.add(Samples.id(sequence % 10), ONCE, sequence);
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(new Usage(100, 100, 0, Samples.NOON), opened.get(Samples.id(i)));
            assertEquals(new Usage(100, 100, 0, Samples.NOON), table.get(Samples.id(i)));
        }
    }

    private static void assertEmpty(Path file) {
        UsageTable table = UsageTable.open(file);
        assertEquals(0, table.sequence());
        assertEquals(Usage.NONE, table.get(Samples.id(1)));
    }
}
