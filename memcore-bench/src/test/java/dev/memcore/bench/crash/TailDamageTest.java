package dev.memcore.bench.crash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the log that memcore really writes, so that a change of the format does not go unnoticed. */
final class TailDamageTest {
    private static final int COMMITS = 6;

    @TempDir
    private Path directory;

    @Test
    void changesOnlyWhatLiesBehindTheAcknowledgedCommit() throws IOException {
        long[] ends = writeCommits();
        Path segment = segment();
        byte[] original = Files.readAllBytes(segment);
        assertEquals(original.length, ends[COMMITS]);
        Path manifest = segment.resolveSibling("../MANIFEST").normalize();
        Files.writeString(manifest, Files.readString(manifest).replace("synced " + COMMITS, "synced 0"));
        Set<TailDamage.Kind> seen = EnumSet.noneOf(TailDamage.Kind.class);
        TailDamage damage = new TailDamage(new Random(7));
        for (int round = 0; round < 60; round++) {
            int acknowledged = round % (COMMITS + 1);
            TailDamage.Kind kind = damage.inflict(directory, acknowledged);
            seen.add(kind);
            byte[] damaged = Files.readAllBytes(segment);
            int safe = (int) ends[acknowledged];
            assertArrayEquals(Arrays.copyOf(original, safe), Arrays.copyOf(damaged, safe), "round " + round);
            assertFalse(Arrays.equals(original, damaged), "round " + round);
            Files.write(segment, original);
        }
        assertEquals(EnumSet.allOf(TailDamage.Kind.class), seen);
    }

    /** Where each commit ends in the segment; index 0: where the first begins. */
    private long[] writeCommits() throws IOException {
        long[] ends = new long[COMMITS + 1];
        for (int i = 0; i <= COMMITS; i++) {
            try (MemoryManager store = Stores.open(directory)) {
                if (i > 0) {
                    store.space(Scope.of("tail")).remember("memory number " + i);
                }
            }
            ends[i] = Files.size(segment()); // of the closed log, which has no zeros
            assertTrue(i == 0 || ends[i] > ends[i - 1]);
        }
        return ends;
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(TailDamageTest::hasMagic)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean hasMagic(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(8), StandardCharsets.US_ASCII).equals("memcoreL");
        } catch (IOException e) {
            return false;
        }
    }
}
