package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.store.SimulatedFiles.Fault;
import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.frame.BadFrameException;
import dev.memcore.store.frame.Frame;
import dev.memcore.store.frame.FrameFormat;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.SegmentFile;
import dev.memcore.store.segment.SegmentHeader;
import dev.memcore.store.segment.SegmentScan;
import dev.memcore.store.tail.PendingAppend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a crash leaves at the end of the log is cut if it was never acknowledged, and only then. */
class LogRecoveryTest {
    private static final String FIRST = "log/0000000001.seg";
    private static final String LAST = "log/0000000003.seg";

    @Test
    void aLastSegmentCutAnywhereLeavesTheCommitsBeforeTheCut() throws IOException {
        SimulatedFiles crashed = crashedInThirdSegment();
        byte[] whole = crashed.get(LAST);
        List<Long> ends = ends(crashed, LAST);
        long before = firstSequence(crashed) - 1;
        for (int length = SegmentHeader.BYTES; length <= whole.length; length++) {
            int cut = length;
            long left = ends.stream().filter(end -> end <= cut).count();
            long end = left == 0 ? SegmentHeader.BYTES : ends.get((int) left - 1);
            SimulatedFiles files = crashed.afterCrash();
            files.put(LAST, Arrays.copyOf(whole, length));
            try (SegmentedLog log = Simulation.open(files)) {
                assertEquals(before + left, log.lastSequence(), "cut to " + length);
                byte[] rest = Arrays.copyOfRange(whole, (int) end, length);
                assertEquals(SegmentFile.writtenBytes(rest), log.stats().tornBytes(), "cut to " + length);
                assertEquals(Samples.expected(1, (int) (before + left)), Samples.read(log, 1));
                assertEquals(List.of(), log.check().findings());
            }
            assertEquals(end, files.size(LAST));
        }
    }

    @Test
    void aListedSegmentWithoutItsHeaderWasDamagedNotTorn() throws IOException {
        SimulatedFiles crashed = crashedInThirdSegment();
        for (int length = 0; length < SegmentHeader.BYTES; length++) {
            SimulatedFiles files = crashed.afterCrash();
            files.put(LAST, Arrays.copyOf(crashed.get(LAST), length));
            assertEquals(
                    LAST,
                    assertThrows(LogDamagedException.class, () -> Simulation.open(files))
                            .file());
        }
    }

    @Test
    void zerosAndGarbageBehindTheEndAreCut() throws IOException {
        Random random = new Random(11);
        SimulatedFiles crashed = crashedInThirdSegment();
        byte[] whole = crashed.get(LAST);
        for (int tail = 1; tail <= 200; tail++) {
            byte[] garbage = new byte[tail];
            random.nextBytes(garbage);
            for (byte[] rest : List.of(new byte[tail], garbage)) {
                byte[] longer = Arrays.copyOf(whole, whole.length + tail);
                System.arraycopy(rest, 0, longer, whole.length, tail);
                SimulatedFiles files = crashed.afterCrash();
                files.put(LAST, longer);
                try (SegmentedLog log = Simulation.open(files)) {
                    assertEquals(10, log.lastSequence());
                    assertEquals(SegmentFile.writtenBytes(rest), log.stats().tornBytes());
                }
            }
        }
    }

    @Test
    void aBadFrameBeforeALaterOneThatProvesItWasSyncedIsDamage() throws IOException {
        SimulatedFiles files = crashed(3, Simulation.SYNCED);
        files.get(FIRST)[SegmentHeader.BYTES + 40] ^= 1;
        LogDamagedException thrown = assertThrows(LogDamagedException.class, () -> Simulation.open(files));
        assertEquals(ErrorCode.LOG_DAMAGED, thrown.code());
        assertEquals(SegmentHeader.BYTES, thrown.offset());
    }

    @Test
    void aBadFrameThatNothingProvesSyncedIsCutWithAllBehindIt() throws IOException {
        SimulatedFiles files = crashed(3, Simulation.BUFFERED);
        int first = (int) (long) ends(files, FIRST).getFirst();
        int size = SegmentFile.writtenBytes(files.get(FIRST));
        files.get(FIRST)[first + 40] ^= 1;
        try (SegmentedLog log = Simulation.open(files)) {
            assertEquals(1, log.lastSequence());
            assertEquals(size - first, log.stats().tornBytes());
            Samples.append(log, 2, 5);
        }
        assertEquals(Samples.expected(1, 5), Simulation.readAll(files));
    }

    @Test
    void whatWasOpenedOnceIsProtectedByTheManifestEvenAfterASecondCrash() throws IOException {
        SimulatedFiles files = crashed(3, Simulation.BUFFERED);
        Simulation.open(files).close();
        files.get(FIRST)[files.get(FIRST).length - 1] ^= 1;
        assertThrows(LogDamagedException.class, () -> Simulation.open(files));
    }

    @Test
    void whatCouldBeReadAfterACrashSurvivesTheLossOfPower() throws IOException {
        Random random = new Random(3);
        SimulatedFiles files = crashed(5, Simulation.BUFFERED);
        try (SegmentedLog log = Simulation.open(files)) {
            assertEquals(Samples.expected(1, 5), Samples.read(log, 1));
            for (int i = 0; i < 50; i++) {
                assertEquals(Samples.expected(1, 5), Simulation.readAll(files.afterPowerLoss(random)));
            }
        }
    }

    @Test
    void aRollThatWasInterruptedLeavesNothingBehind() throws IOException {
        SimulatedFiles whole = Simulation.closed(10);
        String unlisted = "log/0000000004.seg";
        byte[] header = Arrays.copyOf(whole.get(LAST), SegmentHeader.BYTES);
        for (int length = 0; length <= header.length; length++) {
            for (byte[] left : List.of(Arrays.copyOf(header, length), new byte[length])) {
                SimulatedFiles files = whole.afterCrash();
                files.put(unlisted, left);
                files.put(ManifestFile.NEXT, new byte[] {'m', 'e'});
                try (SegmentedLog log = Simulation.open(files)) {
                    assertFalse(files.exists(unlisted));
                    assertFalse(files.exists(ManifestFile.NEXT));
                    Samples.append(log, 11, 20);
                }
                assertEquals(Samples.expected(1, 20), Simulation.readAll(files));
            }
        }
    }

    @Test
    void aCreationThatWasInterruptedIsBegunAgain() throws IOException {
        byte[] header = Arrays.copyOf(Simulation.closed(1).get(FIRST), SegmentHeader.BYTES);
        for (int length = 0; length <= header.length; length++) {
            SimulatedFiles files = new SimulatedFiles();
            files.put(FIRST, Arrays.copyOf(header, length));
            try (SegmentedLog log = Simulation.open(files)) {
                Samples.append(log, 1, 1);
            }
            assertEquals(Samples.expected(1, 1), Simulation.readAll(files));
        }
    }

    @Test
    void recoveryThatIsInterruptedCanBeRepeated() throws IOException {
        SimulatedFiles crashed = crashedInThirdSegment();
        crashed.put(LAST, Arrays.copyOf(crashed.get(LAST), crashed.get(LAST).length - 3));
        SimulatedFiles counted = crashed.afterCrash();
        Simulation.open(counted).close();
        assertTrue(counted.operations() > 5, "operations: " + counted.operations());
        Random random = new Random(5);
        for (int failAt = 0; failAt < counted.operations(); failAt++) {
            SimulatedFiles files = crashed.afterCrash();
            files.failAt(failAt, Fault.TORN);
            assertThrows(Exception.class, () -> Simulation.open(files).close());
            for (int i = 0; i < 5; i++) {
                assertEquals(Samples.expected(1, 9), Simulation.readAll(files.afterPowerLoss(random)));
            }
        }
    }

    @Test
    void aTextThatLooksLikeAFrameProvesNothing() throws IOException {
        // The attacker knows the format, but not the store's id, which the checksum takes in.
        SimulatedFiles files = new SimulatedFiles();
        PendingAppend forged =
                PendingAppend.of(CommitDraft.of(Samples.turn(1), Samples.NOON, false, commit -> {}), new StoreId(1, 2));
        ByteWriter frame = new ByteWriter(100);
        FrameFormat.header(frame, forged.payload().length(), 9, FrameFormat.COMMIT, 0, forged.checksum());
        frame.raw(forged.payload().bytes(), 0, forged.payload().length());
        try (SegmentedLog log = Simulation.open(files, Simulation.BUFFERED)) {
            Samples.append(log, 1, 1);
            files = files.afterCrash();
        }
        byte[] whole = files.get(FIRST);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1 + frame.length());
        System.arraycopy(frame.bytes(), 0, longer, whole.length + 1, frame.length());
        files.put(FIRST, longer);
        assertEquals(Samples.expected(1, 1), Simulation.readAll(files));
    }

    private static SimulatedFiles crashedInThirdSegment() throws IOException {
        SimulatedFiles crashed = Simulation.crashed(10);
        assertEquals(LAST, crashed.all().get(crashed.all().size() - 1));
        int end = (int) (long) ends(crashed, LAST).getLast();
        assertTrue(end < crashed.get(LAST).length, "zeros are reserved");
        crashed.put(LAST, Arrays.copyOf(crashed.get(LAST), end));
        return crashed;
    }

    private static SimulatedFiles crashed(int commits, SegmentedLog.Options options) throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files, options.withSegmentBytes(10_000))) {
            Samples.append(log, 1, commits);
            return files.afterCrash();
        }
    }

    private static long firstSequence(SimulatedFiles files) throws IOException {
        return ManifestFile.read(files).last().firstSequence();
    }

    /** Otherwise the erased content would be gone, and the store would not know why. */
    @Test
    void anErasureThatWasCarriedOutIsMissedIfItsCommitIsLost() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            Samples.append(log, 1, 10);
            MemoryOp erasure = new MemoryOp.Erase(Samples.id(1), Samples.SCOPE, 1, "0".repeat(64), Cause.HOST);
            log.append(List.of(erasure), Samples.NOON, commit -> {});
            log.purge();
            files = files.afterCrash();
        }
        SimulatedFiles cut = files;
        LogSegment growing = ManifestFile.read(cut).last();
        assertTrue(growing.firstSequence() <= 11, growing::toString);
        cut.put(growing.file(), Arrays.copyOf(cut.get(growing.file()), SegmentHeader.BYTES));
        LogDamagedException thrown = assertThrows(LogDamagedException.class, () -> Simulation.open(cut));
        assertEquals(ErrorCode.LOG_TRUNCATED, thrown.code());
    }

    @Test
    void zerosThatWereReservedAreNoDamage() throws IOException {
        for (SegmentedLog.Options options : List.of(Simulation.SYNCED, Simulation.BUFFERED)) {
            SimulatedFiles files = crashed(3, options);
            assertEquals(0, files.get(FIRST)[files.get(FIRST).length - 1]);
            assertEquals(Samples.expected(1, 3), Simulation.readAll(files.afterCrash()));
            try (SegmentedLog log = Simulation.open(files)) {
                assertEquals(0, log.stats().tornBytes());
                assertEquals(List.of(), log.check().findings());
                Samples.append(log, 4, 40);
                assertTrue(log.stats().segments() > 1, () -> log.stats().toString());
                assertEquals(List.of(), log.check().findings());
            }
            assertEquals(Samples.expected(1, 40), Simulation.readAll(files));
        }
    }

    /** Where the frames of a segment end. Zeros after them are passed over. */
    private static List<Long> ends(SimulatedFiles files, String name) throws IOException {
        Manifest manifest = ManifestFile.read(files);
        LogSegment segment = manifest.segments().stream()
                .filter(each -> each.file().equals(name))
                .findFirst()
                .orElseThrow();
        List<Long> ends = new ArrayList<>();
        new SegmentScan(files, manifest.store(), name, files.size(name), segment.firstSequence(), null)
                .visit(Long.MAX_VALUE, new SegmentScan.Visitor() {
                    @Override
                    public void intact(Frame frame) {
                        ends.add(frame.end());
                    }

                    @Override
                    public void bad(BadFrameException frame) {
                        assertEquals(ends.getLast(), frame.offset(), frame.getMessage());
                    }
                });
        return ends;
    }
}
