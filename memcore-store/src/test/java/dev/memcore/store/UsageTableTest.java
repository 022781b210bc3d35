package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import dev.memcore.api.Outcome;
import dev.memcore.api.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        table.add(Samples.id(1), ONCE);
        table.add(Samples.id(1), new Usage(2, 0, 1, null));
        table.add(Samples.id(2), ONCE);
        assertEquals(new Usage(3, 1, 1, Samples.NOON), table.get(Samples.id(1)));
        table.remove(Samples.id(1));
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
            table.add(Samples.id(i), new Usage(i, 0, 0, i % 2 == 0 ? null : Samples.NOON.plusMillis(i)));
        }
        table.save(12);
        table.add(Samples.id(1), ONCE);
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
        table.add(Samples.id(1), ONCE);
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
    void manyThreadsLoseNoCount() {
        UsageTable table = UsageTable.open(directory.resolve("usage"));
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                executor.execute(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        table.add(Samples.id(i % 10), ONCE);
                        if (i % 100 == 0) {
                            table.save(i);
                        }
                    }
                });
            }
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(new Usage(400, 400, 0, Samples.NOON), table.get(Samples.id(i)));
        }
    }

    private static void assertEmpty(Path file) {
        UsageTable table = UsageTable.open(file);
        assertEquals(0, table.sequence());
        assertEquals(Usage.NONE, table.get(Samples.id(1)));
    }
}
