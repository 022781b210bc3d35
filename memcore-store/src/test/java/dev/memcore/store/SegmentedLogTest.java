package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Observation;
import dev.memcore.api.config.Durability;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentedLogTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void whatWasAppendedIsReadAfterReopening(Durability durability) {
        SegmentedLog.Options options =
                Samples.options().withDurability(durability).withSegmentBytes(1_000);
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            Samples.append(log, 1, 50);
            assertEquals(Samples.expected(1, 50), Samples.read(log, 1));
        }
        long bytes;
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            assertEquals(50, log.lastSequence());
            Samples.append(log, 51, 60);
            for (int from = 1; from <= 61; from++) {
                assertEquals(Samples.expected(from, 60), Samples.read(log, from));
            }
            assertTrue(log.stats().segments() > 3, "segments: " + log.stats());
            bytes = log.stats().bytes();
            assertTrue(bytes < bytesOnDisk(), "zeros are reserved");
            CheckReport report = log.check();
            assertTrue(report.ok(), () -> report.findings().toString());
            assertEquals(60, report.commits());
            assertEquals(60, report.operations());
        }
        assertEquals(bytesOnDisk(), bytes);
    }

    /** The digest of a large reopened segment is computed in parts. Here the segment is full before the last one. */
    @Test
    void theSealOfAReopenedSegmentCoversAllOfIt() {
        SegmentedLog.Options options = Samples.options().withSegmentBytes(2 << 20);
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            appendLarge(log, 1, 12);
        }
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            appendLarge(log, 13, 30);
            assertEquals(2, log.stats().segments());
            CheckReport report = log.check();
            assertTrue(report.ok(), () -> report.findings().toString());
            assertEquals(30, report.commits());
        }
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            assertEquals(30, log.lastSequence());
        }
    }

    private static void appendLarge(SegmentedLog log, int from, int to) {
        for (int number = from; number <= to; number++) {
            Observation large = Observation.of("word ".repeat(20_000));
            log.append(
                    List.of(new MemoryOp.Add(Samples.id(number), Samples.SCOPE, large, Cause.HOST)),
                    Samples.NOON.plusMillis(number),
                    commit -> {});
        }
    }

    @Test
    void aCursorEndsAtWhatWasReadableWhenItWasOpened() {
        SegmentedLog.Options options = Samples.options().withSegmentBytes(300);
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            Samples.append(log, 1, 7);
            try (CommitCursor cursor = log.read(3)) {
                Samples.append(log, 8, 30);
                List<Commit> read = new ArrayList<>();
                cursor.forEachRemaining(read::add);
                assertEquals(Samples.expected(3, 7), read);
            }
        }
    }

    @Test
    void aCommitLargerThanASegmentGetsOneOfItsOwn() {
        SegmentedLog.Options options = Samples.options().withSegmentBytes(256);
        String large = "x".repeat(600_000);
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            Samples.append(log, 1, 1);
            log.append(
                    List.of(new MemoryOp.Revise(Samples.id(1), large, 0, Cause.of("test"))),
                    Samples.NOON,
                    commit -> {});
            Samples.append(log, 3, 3);
            assertEquals(3, log.stats().segments());
        }
        try (SegmentedLog log = SegmentedLog.open(directory, options)) {
            assertEquals(3, Samples.read(log, 1).size());
            assertTrue(log.check().ok());
        }
    }

    @Test
    void eightThreadsGetDenseSequencesAndCallbacksInOrder() throws Exception {
        int threads = 8;
        int each = 500;
        List<Long> called = new ArrayList<>();
        List<Long> returned = new ArrayList<>();
        SegmentedLog.Options options = Samples.options().withSegmentBytes(50_000);
        try (SegmentedLog log = SegmentedLog.open(directory, options);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Long>>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int base = thread * each;
                futures.add(executor.submit(() -> {
                    List<Long> mine = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        mine.add(log.append(
                                        Samples.turn(base + i), Samples.NOON, commit -> called.add(commit.sequence()))
                                .sequence());
                    }
                    return mine;
                }));
            }
            for (Future<List<Long>> future : futures) {
                List<Long> mine = future.get();
                assertEquals(mine.stream().sorted().toList(), mine);
                returned.addAll(mine);
            }
            List<Long> all = Samples.read(log, 1).stream().map(Commit::sequence).toList();
            assertEquals(threads * each, all.size());
            assertEquals(all, called);
            assertEquals(all, returned.stream().sorted().toList());
            assertTrue(log.check().ok());
        }
    }

    @Test
    void aSecondOpeningIsRefusedUntilTheFirstIsClosed() throws IOException {
        SegmentedLog first = SegmentedLog.open(directory, Samples.options());
        Path link = directory.resolveSibling(directory.getFileName() + "-link");
        Files.createSymbolicLink(link, directory);
        try {
            for (Path path : List.of(directory, directory.resolve("../" + directory.getFileName()), link)) {
                assertEquals(ErrorCode.LOCKED, codeOfOpening(path));
            }
        } finally {
            Files.delete(link);
        }
        first.close();
        SegmentedLog.open(directory, Samples.options()).close();
    }

    @Test
    void afterClosingEveryCallSaysSo() {
        SegmentedLog log = SegmentedLog.open(directory, Samples.options());
        log.close();
        log.close();
        assertEquals(
                ErrorCode.CLOSED,
                assertThrows(MemoryException.class, log::stats).code());
        assertEquals(
                ErrorCode.CLOSED,
                assertThrows(MemoryException.class, log::check).code());
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals(ErrorCode.INVALID_ARGUMENT, codeOfOpening(file));
    }

    @Test
    void openingAndAppendingOnAnInterruptedThreadWorkAndKeepTheInterrupt() {
        Thread.currentThread().interrupt();
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options().withSegmentBytes(300))) {
            assertTrue(Thread.currentThread().isInterrupted());
            Samples.append(log, 1, 10);
            assertEquals(Samples.expected(1, 10), Samples.read(log, 1));
            assertTrue(log.check().ok());
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            assertTrue(Thread.interrupted());
        }
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(10, log.lastSequence());
        }
    }

    @Test
    void aCallbackThatInterruptsTheLogsThreadHarmsNobody() {
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options().withSegmentBytes(300))) {
            for (int number = 1; number <= 10; number++) {
                log.append(
                        Samples.turn(number),
                        Samples.NOON.plusMillis(number),
                        commit -> Thread.currentThread().interrupt());
            }
            assertEquals(Samples.expected(1, 10), Samples.read(log, 1));
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void aCallbackThatThrowsClosesTheLogToWritingButItsCommitIsThere() {
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            MemoryException thrown = assertThrows(
                    MemoryException.class,
                    () -> log.append(Samples.turn(1), Samples.NOON.plusMillis(1), commit -> {
                        throw new IllegalStateException("on purpose");
                    }));
            assertEquals(ErrorCode.COMPONENT_FAILED, thrown.code());
            assertEquals(
                    ErrorCode.COMPONENT_FAILED,
                    assertThrows(MemoryException.class, () -> Samples.append(log, 2, 2))
                            .code());
            assertEquals(Samples.expected(1, 1), Samples.read(log, 1));
        }
        try (SegmentedLog log = SegmentedLog.open(directory, Samples.options())) {
            assertEquals(Samples.expected(1, 1), Samples.read(log, 1));
        }
    }

    @Test
    void theLogsThreadEndsWithIt() throws InterruptedException {
        SegmentedLog log = SegmentedLog.open(directory, Samples.options());
        Thread[] thread = new Thread[1];
        log.append(Samples.turn(1), Samples.NOON, commit -> thread[0] = Thread.currentThread());
        assertEquals("memcore-log", thread[0].getName());
        log.close();
        assertFalse(thread[0].isAlive());
    }

    private long bytesOnDisk() {
        try (var files = Files.list(directory.resolve("log"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ErrorCode codeOfOpening(Path path) {
        return assertThrows(
                        MemoryException.class,
                        () -> SegmentedLog.open(path, Samples.options()).close())
                .code();
    }
}
