package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.SegmentHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage to files at rest is reported, with the place; nothing damaged is ever read as if it were whole. */
class DamageTest {
    private static final String FIRST = "log/0000000001.seg";
    private static final String SECOND = "log/0000000002.seg";

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x20, 0x80, 0xFF})
    void everyFlippedByteOfAClosedStoreIsNoticedAtOpening(int mask) throws IOException {
        SimulatedFiles whole = Simulation.closed(10);
        assertTrue(whole.all().size() >= 4, () -> whole.all().toString());
        for (String name : whole.all()) {
            for (int at = 0; at < whole.get(name).length; at++) {
                SimulatedFiles damaged = flipped(whole, name, at, mask);
                MemoryException thrown = assertThrows(
                        MemoryException.class, () -> Simulation.open(damaged).close(), name + " at " + at);
                assertFalse(thrown.code() == ErrorCode.IO_FAILED, thrown::toString);
            }
        }
    }

    @Test
    void everyFlippedByteUnderAnOpenLogIsFoundByCheckAndNeverReadAsWhole() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        List<Commit> whole = Samples.expected(1, 10);
        try (SegmentedLog log = Simulation.open(files)) {
            for (String name : files.all()) {
                for (int at = 0; at < files.get(name).length; at++) {
                    files.get(name)[at] ^= 0x10;
                    CheckReport report = log.check();
                    String what = name + " at " + at;
                    assertFalse(report.ok(), what);
                    assertTrue(
                            report.findings().stream()
                                    .anyMatch(finding -> finding.file().equals(name)),
                            what);
                    assertTrue(report.commits() >= 9, () -> what + ": " + report);
                    assertEquals(whole.subList(0, readable(log).size()), readable(log), what);
                    files.get(name)[at] ^= 0x10;
                }
            }
            assertEquals(List.of(), log.check().findings());
        }
    }

    @Test
    void damageIsReportedWithItsPlace() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        int frame = SegmentHeader.BYTES;
        LogDamagedException thrown = damage(flipped(files, SECOND, frame + 30, 1));
        assertEquals(ErrorCode.LOG_DAMAGED, thrown.code());
        assertEquals(SECOND, thrown.file());
        assertEquals(frame, thrown.offset());
        try (SegmentedLog log = Simulation.open(files)) {
            files.get(SECOND)[frame + 30] ^= 1;
            LogDamagedException reading = assertThrows(LogDamagedException.class, () -> Samples.read(log, 1));
            assertEquals(SECOND, reading.file());
            assertEquals(frame, reading.offset());
            Finding finding = log.check().findings().get(0);
            assertEquals(new Finding(ErrorCode.LOG_DAMAGED, SECOND, frame, finding.message()), finding);
        }
    }

    @Test
    void beyondTheLimitForVerifyingOnlyTheChainAndTheLastSegmentAreRead() throws IOException {
        SimulatedFiles files = flipped(Simulation.closed(10), FIRST, SegmentHeader.BYTES + 30, 1);
        try (SegmentedLog log = SegmentedLog.open(files, Simulation.SYNCED, 100, () -> {})) {
            assertEquals(FIRST, log.check().findings().get(0).file());
        }
    }

    @Test
    void aMissingSegmentIsNamed() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        files.remove(SECOND);
        assertEquals(SECOND, damage(files).file());
    }

    @Test
    void swappedSegmentsAreNoticed() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        byte[] first = files.get(FIRST);
        files.put(FIRST, files.get(SECOND));
        files.put(SECOND, first);
        assertEquals(ErrorCode.LOG_DAMAGED, damage(files).code());
    }

    @Test
    void aSegmentOfAnotherStoreIsForeign() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        SimulatedFiles other = new SimulatedFiles();
        SegmentedLog.Options options = SegmentedLog.Options.of(() -> 7).withSegmentBytes(400);
        try (SegmentedLog log = Simulation.open(other, options)) {
            Samples.append(log, 1, 10);
        }
        assertEquals(files.get(FIRST).length, other.get(FIRST).length);
        files.put(FIRST, other.get(FIRST));
        assertEquals(ErrorCode.FOREIGN_FILE, damage(files).code());
    }

    @Test
    void aSegmentChangedWithAllItsChecksumsBreaksTheChain() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        SimulatedFiles other = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(other)) {
            for (int number = 1; number <= 10; number++) {
                log.append(Samples.turn(number), Samples.NOON, commit -> {});
            }
        }
        files.put(FIRST, other.get(FIRST));
        assertEquals(ErrorCode.LOG_DAMAGED, damage(files).code());
    }

    @Test
    void anEarlierManifestWithLaterSegmentsIsRefused() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        byte[] earlier;
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.append(log, 1, 1);
            earlier = files.get(Manifest.FILE);
            Samples.append(log, 2, 10);
        }
        files.put(Manifest.FILE, earlier);
        assertEquals(ErrorCode.FOREIGN_FILE, damage(files).code());
    }

    @Test
    void aTailThatHadBeenSyncedAndIsGoneIsReported() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        String last = files.all().get(files.all().size() - 1);
        byte[] bytes = files.get(last);
        for (int length = SegmentHeader.BYTES; length < bytes.length; length++) {
            files.put(last, Arrays.copyOf(bytes, length));
            assertEquals(ErrorCode.LOG_TRUNCATED, damage(files).code(), "cut to " + length);
        }
    }

    @Test
    void filesThatAreNotOursAreRefused() throws IOException {
        for (String name : List.of("log/notes.txt", "log/0000000001.seg", "log/0000000002.seg")) {
            SimulatedFiles files = new SimulatedFiles();
            files.put(name, "something else, longer than nothing".getBytes(StandardCharsets.UTF_8));
            assertEquals(ErrorCode.FOREIGN_FILE, damage(files).code(), name);
        }
        SimulatedFiles withManifest = new SimulatedFiles();
        withManifest.put(Manifest.FILE, "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(ErrorCode.FOREIGN_FILE, damage(withManifest).code());
        SimulatedFiles between = Simulation.closed(10);
        between.put("log/0000000002.seg.bak", new byte[1]);
        assertEquals(ErrorCode.FOREIGN_FILE, damage(between).code());
    }

    @Test
    void aStoreWithoutItsManifestIsRefusedAndNotOverwritten() throws IOException {
        SimulatedFiles files = Simulation.closed(10);
        files.remove(Manifest.FILE);
        assertEquals(ErrorCode.FOREIGN_FILE, damage(files).code());
        assertFalse(files.exists(Manifest.FILE));
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        SimulatedFiles manifest = Simulation.closed(10);
        String text = new String(manifest.get(Manifest.FILE), StandardCharsets.US_ASCII);
        manifest.put(Manifest.FILE, Checksums.manifest(text.replace("format 7\n", "format 8\n")));
        assertEquals(ErrorCode.FORMAT_NEWER, codeOfOpening(manifest));

        SimulatedFiles segment = Simulation.closed(10);
        segment.put(FIRST, Checksums.segmentHeader(segment.get(FIRST), 9, (byte) 8));
        assertEquals(ErrorCode.FORMAT_NEWER, codeOfOpening(segment));
    }

    private static SimulatedFiles flipped(SimulatedFiles whole, String name, int at, int mask) {
        SimulatedFiles damaged = whole.afterCrash();
        damaged.get(name)[at] ^= (byte) mask;
        return damaged;
    }

    private static ErrorCode codeOfOpening(SimulatedFiles files) {
        return assertThrows(MemoryException.class, () -> Simulation.open(files).close())
                .code();
    }

    private static LogDamagedException damage(SimulatedFiles files) {
        return assertThrows(
                LogDamagedException.class, () -> Simulation.open(files).close());
    }

    /** What a cursor gives until it fails. */
    private static List<Commit> readable(SegmentedLog log) {
        List<Commit> read = new ArrayList<>();
        try (CommitCursor cursor = log.read(1)) {
            while (cursor.hasNext()) {
                read.add(cursor.next());
            }
        } catch (MemoryException e) {
            return read;
        }
        return read;
    }
}
