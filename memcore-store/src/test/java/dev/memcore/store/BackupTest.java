package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.SimulatedFiles.Fault;
import dev.memcore.store.heap.HeapLog;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.SegmentHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup is at all times a log that opens: the earlier one or the new one, whatever fails while it is written. */
class BackupTest {
    @Test
    void onlyWhatIsNewIsCopied() throws IOException {
        SimulatedFiles from = Simulation.closed(10);
        SimulatedFiles to = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(from)) {
            BackupReport first = backup(log, to);
            assertEquals(new BackupReport(10, 3, first.copiedBytes(), 0), first);
            BackupReport again = backup(log, to);
            assertEquals(new BackupReport(10, 1, again.copiedBytes(), 0), again);
            Samples.append(log, 11, 20);
            BackupReport third = backup(log, to);
            assertEquals(20, third.lastSequence());
            assertEquals(log.stats().segments() - 2, third.copiedFiles());
            log.rewrite(commit -> commit.sequence() == 1 ? List.of() : commit.operations());
            BackupReport rewritten = backup(log, to);
            assertEquals(new BackupReport(20, 2, rewritten.copiedBytes(), 1), rewritten);
            assertEquals(Samples.read(log, 1), Simulation.readAll(to.afterCrash()));
        }
        assertEquals(
                ManifestFile.read(to).segments().stream().map(LogSegment::name).toList(),
                to.list(LogSegment.DIRECTORY));
    }

    @Test
    void aBackupCarriesOnAsALogAndIsThenNotOverwritten() throws IOException {
        SimulatedFiles from = Simulation.closed(10);
        SimulatedFiles to = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(from)) {
            backup(log, to);
            try (SegmentedLog copy = Simulation.open(to)) {
                Samples.append(copy, 11, 30);
                copy.rewrite(commit -> commit.sequence() == 12 ? List.of() : commit.operations());
                assertEquals(List.of(), copy.check().findings());
            }
            assertEquals(30, Simulation.readAll(to).size());
            assertEquals(ErrorCode.CONFLICT, codeOf(() -> backup(log, to)));
        }
    }

    @Test
    void anErasureThatIsNotCarriedOutIsCarriedOutWhereTheBackupIsOpened() throws IOException {
        SimulatedFiles from = Simulation.closed(10);
        SimulatedFiles to = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(from)) {
            log.append(
                    List.of(new MemoryOp.Erase(Samples.id(2), Samples.SCOPE, 1, "ab".repeat(32), Cause.HOST)),
                    Samples.NOON,
                    commit -> {});
            backup(log, to);
        }
        assertTrue(contains(to, "turn 2"));
        assertEquals(List.of(), Simulation.readAll(to).get(1).operations());
        assertFalse(contains(to, "turn 2"));
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsTheEarlierBackupOrTheNewOneOpens(Fault fault) throws IOException {
        SimulatedFiles from = Simulation.closed(10);
        SimulatedFiles earlier = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(from)) {
            backup(log, earlier);
            Samples.append(log, 11, 20);
            log.rewrite(commit -> commit.sequence() == 1 ? List.of() : commit.operations());
            List<Commit> now = Samples.read(log, 1);
            SimulatedFiles counted = earlier.afterCrash();
            backup(log, counted);
            Random random = new Random(1);
            for (SimulatedFiles begun : List.of(earlier, new SimulatedFiles())) {
                List<Commit> before = begun == earlier ? Samples.expected(1, 10) : List.of();
                for (int failAt = 0; failAt < counted.operations(); failAt++) {
                    SimulatedFiles to = begun.afterCrash();
                    to.failAt(failAt, fault);
                    assertThrows(IOException.class, () -> backup(log, to), "operation " + failAt);
                    for (SimulatedFiles left :
                            List.of(to.afterCrash(), to.afterPowerLoss(random), to.afterPowerLoss(random))) {
                        List<Commit> found = Simulation.readAll(left.afterCrash());
                        assertTrue(found.equals(before) || found.equals(now), "operation " + failAt + ": " + found);
                        backup(log, left);
                        assertEquals(now, Simulation.readAll(left));
                    }
                }
            }
        }
    }

    @Test
    void aDamagedSegmentNeverReachesABackup() throws IOException {
        SimulatedFiles from = Simulation.closed(10);
        SimulatedFiles to = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(from)) {
            from.get("log/0000000001.seg")[SegmentHeader.BYTES + 30] ^= 1;
            assertEquals(
                    "log/0000000001.seg",
                    assertThrows(LogDamagedException.class, () -> backup(log, to))
                            .file());
        }
        assertEquals(List.of(), Simulation.readAll(to));
    }

    @Test
    void directoriesThatAreNotForIt(@TempDir Path directory) throws IOException {
        Path own = directory.resolve("store");
        Path other = directory.resolve("other");
        Path foreign = Files.createDirectories(directory.resolve("foreign"));
        Path inLog = Files.createDirectories(directory.resolve("inLog"));
        Path file = Files.writeString(directory.resolve("file"), "x");
        Files.writeString(foreign.resolve("notes.txt"), "x");
        Files.writeString(Files.createDirectory(inLog.resolve("log")).resolve("notes.txt"), "x");
        SegmentedLog.Options another = SegmentedLog.Options.of(() -> 7);
        SegmentedLog.open(other, another).close();
        try (SegmentedLog log = SegmentedLog.open(own, Samples.options())) {
            Samples.append(log, 1, 3);
            assertEquals(ErrorCode.INVALID_ARGUMENT, codeOf(() -> log.backup(own)));
            assertEquals(ErrorCode.INVALID_ARGUMENT, codeOf(() -> log.backup(own.resolve("log/backup"))));
            assertFalse(Files.exists(own.resolve("log/backup")));
            assertEquals(ErrorCode.INVALID_ARGUMENT, codeOf(() -> log.backup(file)));
            assertEquals(ErrorCode.FOREIGN_FILE, codeOf(() -> log.backup(foreign)));
            assertEquals(ErrorCode.FOREIGN_FILE, codeOf(() -> log.backup(inLog)));
            assertEquals(ErrorCode.FOREIGN_FILE, codeOf(() -> log.backup(other)));
            try (SegmentedLog open = SegmentedLog.open(other, another)) {
                assertEquals(ErrorCode.LOCKED, codeOf(() -> log.backup(other)));
                assertEquals(0, open.lastSequence());
            }
            try (HeapLog heap = new HeapLog(new Random(1))) {
                assertEquals(ErrorCode.FOREIGN_FILE, codeOf(() -> heap.backup(other)));
            }
            assertEquals(3, log.backup(directory.resolve("new/one")).lastSequence());
        }
    }

    @Test
    void aLogInMemoryLeavesABackupThatIsBroughtUpToDate(@TempDir Path directory) {
        try (HeapLog log = new HeapLog(new Random(1))) {
            Samples.append(log, 1, 5);
            assertEquals(1, log.backup(directory).copiedFiles());
            assertEquals(0, log.backup(directory).copiedFiles());
            log.rewrite(commit -> commit.sequence() == 2 ? List.of() : commit.operations());
            Samples.append(log, 6, 9);
            BackupReport report = log.backup(directory);
            assertEquals(9, report.lastSequence());
            assertEquals(1, report.removedFiles());
            try (SegmentedLog copy = SegmentedLog.open(directory, Samples.options())) {
                assertEquals(Samples.read(log, 1), Samples.read(copy, 1));
                Samples.append(copy, 10, 10);
            }
            assertEquals(ErrorCode.CONFLICT, codeOf(() -> log.backup(directory)));
        }
    }

    private static BackupReport backup(SegmentedLog log, SimulatedFiles to) throws IOException {
        return log.backup(to);
    }

    private static boolean contains(SimulatedFiles files, String text) {
        return files.all().stream()
                .anyMatch(name -> new String(files.get(name), StandardCharsets.ISO_8859_1).contains(text));
    }

    /** A call that fails. */
    @FunctionalInterface
    private interface Call {
        void run() throws IOException;
    }

    private static ErrorCode codeOf(Call call) {
        return assertThrows(MemoryException.class, call::run).code();
    }
}
