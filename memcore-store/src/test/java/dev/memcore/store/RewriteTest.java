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
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.store.SimulatedFiles.Fault;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import dev.memcore.store.segment.SegmentHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewriting replaces all or nothing, and purging leaves no byte, whatever fails and whenever the power goes. */
class RewriteTest {
    private static final int COMMITS = 14;
    private static final int ERASURE = COMMITS + 1;
    /** Of all commits: in the first segments, in the middle, and in the growing one. */
    private static final List<Integer> ERASED = List.of(2, 7, COMMITS);

    @Test
    void aRewritingReplacesCommitsAndIsThereAfterReopening() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        List<String> before = files.all();
        try (SegmentedLog log = Simulation.open(files)) {
            assertEquals(3, log.rewrite(RewriteTest::changed));
            assertEquals(rewritten(), Samples.read(log, 1));
            assertEquals(List.of(), log.check().findings());
            assertEquals(bytes(files), log.stats().bytes());
            assertEquals(0, log.rewrite(RewriteTest::changed));
            Samples.append(log, COMMITS + 1, 20);
        }
        assertFalse(files.all().contains(before.get(1)), () -> files.all().toString());
        assertTrue(files.all().contains(before.get(1).replace(".seg", "-1.seg")));
        List<Commit> all = Simulation.readAll(files);
        assertEquals(rewritten(), all.subList(0, COMMITS));
        assertEquals(Samples.expected(COMMITS + 1, 20), all.subList(COMMITS, 20));
    }

    @Test
    void onlyTouchedSegmentsAreWritten() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        List<String> before = new ArrayList<>(files.all());
        try (SegmentedLog log = Simulation.open(files)) {
            assertEquals(1, log.rewrite(commit -> commit.sequence() == 1 ? List.of() : commit.operations()));
            before.set(1, "log/0000000001-1.seg");
            assertEquals(before, files.all());
            assertEquals(1, log.rewrite(commit -> commit.sequence() == 2 ? List.of() : commit.operations()));
            before.set(1, "log/0000000001-2.seg");
            assertEquals(before, files.all());
        }
        assertEquals(COMMITS, Simulation.readAll(files).size());
    }

    @Test
    void aFunctionThatFailsChangesNothing() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            int[] calls = {0};
            assertThrows(
                    IllegalStateException.class,
                    () -> log.rewrite(commit -> {
                        if (calls[0]++ > COMMITS + 5) {
                            throw new IllegalStateException("on purpose");
                        }
                        return List.of();
                    }));
            assertFalse(
                    files.all().toString().contains("-1.seg"), () -> files.all().toString());
            assertEquals(Samples.expected(1, COMMITS), Samples.read(log, 1));
            assertEquals(
                    ErrorCode.CONFLICT,
                    codeOf(() -> log.rewrite(commit -> {
                        log.purge();
                        return List.of();
                    })));
            assertEquals(
                    ErrorCode.CONFLICT,
                    codeOf(() -> log.rewrite(commit -> {
                        log.close();
                        return List.of();
                    })));
            Samples.append(log, COMMITS + 1, COMMITS + 1);
        }
    }

    @Test
    void aPurgeLeavesNoByteAndASecondHasNothingToDo() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            assertEquals(0, log.purge());
            log.append(erasure(), Samples.NOON, commit -> {});
            assertTrue(manifest(files).contains("erasing " + ERASURE));
            assertEquals(ERASED.size(), log.purge());
            assertPurged(log, files, "after the purge");
            assertFalse(manifest(files).contains("erasing"));
            int operations = files.operations();
            assertEquals(0, log.purge());
            assertEquals(operations, files.operations());
        }
        try (SegmentedLog log = Simulation.open(files)) {
            assertPurged(log, files, "after reopening");
        }
    }

    @Test
    void whatWasErasedIsPurgedWhenTheLogIsOpened() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            log.append(erasure(), Samples.NOON, commit -> {});
        }
        assertTrue(holds(files, "turn 2"));
        try (SegmentedLog log = Simulation.open(files)) {
            assertPurged(log, files, "after opening");
        }
        assertFalse(manifest(files).contains("erasing"));
    }

    @Test
    void theOldDigestCannotBeTestedWithAGuess() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        Sha256 old = ManifestFile.read(files).segments().get(0).sealed().digest();
        try (SegmentedLog log = Simulation.open(files)) {
            log.append(erasure(), Samples.NOON, commit -> {});
            log.purge();
        }
        assertFalse(manifest(files).contains(old.toString()));
        assertFalse(ManifestFile.read(files).segments().get(0).sealed().known().equals(old));
        for (String name : files.all()) {
            assertFalse(contains(files.get(name), old.bytes()), name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsARewritingIsWholeOrNotBegun(Fault fault) throws IOException {
        SimulatedFiles whole = Simulation.closed(COMMITS);
        SimulatedFiles counted = whole.afterCrash();
        rewriteUntilFailure(counted);
        Random random = new Random(1);
        for (int failAt = 0; failAt < counted.operations(); failAt++) {
            SimulatedFiles files = whole.afterCrash();
            files.failAt(failAt, fault);
            rewriteUntilFailure(files);
            assertTrue(files.failed(), "operation " + failAt);
            for (SimulatedFiles left : afterwards(files, random)) {
                List<Commit> all = Simulation.readAll(left);
                boolean old = all.equals(Samples.expected(1, all.size()));
                assertTrue(all.size() >= COMMITS, "operation " + failAt);
                assertTrue(old || all.subList(0, COMMITS).equals(rewritten()), "operation " + failAt + ": " + all);
                assertNothingLeftOver(left);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsNoErasedByteIsLeftOnceTheErasureIsThere(Fault fault) throws IOException {
        SimulatedFiles whole = Simulation.closed(COMMITS);
        SimulatedFiles counted = whole.afterCrash();
        assertTrue(eraseUntilFailure(counted));
        assertTrue(counted.operations() > 40, "operations: " + counted.operations());
        Random random = new Random(2);
        int begun = 0;
        for (int failAt = 0; failAt < counted.operations(); failAt++) {
            SimulatedFiles files = whole.afterCrash();
            files.failAt(failAt, fault);
            boolean acknowledged = eraseUntilFailure(files);
            assertTrue(files.failed(), "operation " + failAt);
            for (SimulatedFiles left : afterwards(files, random)) {
                begun += assertWholeOrNotBegun(left, acknowledged, "operation " + failAt) ? 1 : 0;
            }
        }
        assertTrue(begun > 0);
    }

    @ParameterizedTest
    @EnumSource
    void aPurgeNeverOutlivesItsErasure(Fault fault) throws IOException {
        SimulatedFiles whole = Simulation.closed(COMMITS);
        SimulatedFiles counted = whole.afterCrash();
        purgeSealedUntilFailure(counted);
        Random random = new Random(4);
        for (int failAt = 0; failAt < counted.operations(); failAt++) {
            SimulatedFiles files = whole.afterCrash();
            files.failAt(failAt, fault);
            purgeSealedUntilFailure(files);
            for (SimulatedFiles left : afterwards(files, random)) {
                List<Commit> all = Simulation.readAll(left);
                boolean erased = all.size() >= ERASURE;
                assertEquals(erased ? List.of() : Samples.turn(2), all.get(1).operations(), "operation " + failAt);
            }
        }
    }

    /** Erases what lies in a sealed segment, in a log that syncs late. */
    private static void purgeSealedUntilFailure(SimulatedFiles files) {
        try (SegmentedLog log = Simulation.open(files, Simulation.BUFFERED)) {
            log.append(erasure().subList(0, 1), Samples.NOON, commit -> {});
            log.purge();
            Samples.append(log, ERASURE + 1, ERASURE + 1);
        } catch (IOException | MemoryException e) {
            assertTrue(files.failed(), e::toString);
        }
    }

    @Test
    void aPurgeAtOpeningThatIsInterruptedIsCompletedByTheNext() throws IOException {
        SimulatedFiles marked = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(marked)) {
            log.append(erasure(), Samples.NOON, commit -> {});
        }
        SimulatedFiles counted = marked.afterCrash();
        Simulation.open(counted).close();
        Random random = new Random(3);
        for (int failAt = 0; failAt < counted.operations(); failAt++) {
            SimulatedFiles files = marked.afterCrash();
            files.failAt(failAt, Fault.TORN);
            assertThrows(Exception.class, () -> Simulation.open(files).close());
            for (SimulatedFiles left : afterwards(files, random)) {
                assertTrue(assertWholeOrNotBegun(left, true, "operation " + failAt));
            }
        }
    }

    @Test
    void aMarkWithoutAnErasureIsCleared() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        ManifestFile.replace(files, ManifestFile.read(files).withErasing(COMMITS + 1));
        assertEquals(Samples.expected(1, COMMITS), Simulation.readAll(files));
        assertFalse(manifest(files).contains("erasing"));
    }

    @Test
    void aFileThatCouldNotBeDeletedIsDeletedByTheNextCall() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            log.append(erasure(), Samples.NOON, commit -> {});
            SimulatedFiles counted = files.afterCrash();
            int last = operationsOfPurge(counted) - 2;
            files.failAt(files.operations() + last, Fault.ONCE);
            assertEquals(ErrorCode.IO_FAILED, codeOf(log::purge));
            assertTrue(holds(files, "turn 14"));
            assertEquals(0, log.purge());
            assertPurged(log, files, "after the second purge");
        }
    }

    /** How many operations a purge takes in an open log. */
    private static int operationsOfPurge(SimulatedFiles files) throws IOException {
        Simulation.open(files).close();
        SimulatedFiles again = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(again)) {
            log.append(erasure(), Samples.NOON, commit -> {});
            int before = again.operations();
            log.purge();
            return again.operations() - before;
        }
    }

    @Test
    void aCursorReadsOnWhileFilesAreReplaced() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            for (int read = 0; read <= COMMITS; read++) {
                int generation = read;
                try (CommitCursor cursor = log.read(1)) {
                    List<Commit> commits = new ArrayList<>();
                    for (int i = 0; i < read; i++) {
                        commits.add(cursor.next());
                    }
                    log.rewrite(commit -> List.of(new MemoryOp.Forget(Samples.id(generation), Cause.HOST)));
                    cursor.forEachRemaining(commits::add);
                    assertEquals(
                            COMMITS,
                            commits.stream().map(Commit::sequence).distinct().count());
                }
            }
            assertEquals(List.of(), log.check().findings());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void appendersReadersAndChecksGoOnWhileTheLogIsRewritten(long seed) throws Exception {
        SimulatedFiles files = Simulation.closed(COMMITS);
        AtomicBoolean done = new AtomicBoolean();
        try (SegmentedLog log = Simulation.open(files);
                ExecutorService executor = Executors.newFixedThreadPool(3)) {
            Future<Integer> appender = executor.submit(() -> {
                int next = COMMITS;
                while (!done.get() && next < 200) {
                    next++;
                    Samples.append(log, next, next);
                }
                return next;
            });
            Future<Integer> reader = executor.submit(() -> {
                int rounds = 0;
                do {
                    assertMoments(Samples.read(log, 1));
                    rounds++;
                } while (!done.get());
                return rounds;
            });
            Future<Integer> checker = executor.submit(() -> {
                int rounds = 0;
                do {
                    assertEquals(List.of(), log.check().findings());
                    rounds++;
                } while (!done.get());
                return rounds;
            });
            try {
                Random random = new Random(seed);
                for (int round = 0; round < 30; round++) {
                    long sequence = 1 + random.nextLong(log.lastSequence());
                    log.rewrite(dropping(sequence));
                }
            } finally {
                done.set(true);
            }
            int last = appender.get();
            assertTrue(reader.get() > 0);
            assertTrue(checker.get() > 0);
            assertEquals(last, Samples.read(log, 1).size());
        }
        Simulation.readAll(files);
        assertNothingLeftOver(files);
    }

    /** Of a commit, its own; where nothing is left, that of the last of a run. */
    private static void assertMoments(List<Commit> commits) {
        Instant before = Instant.MIN;
        for (Commit commit : commits) {
            Instant own = Samples.NOON.plusMillis(commit.sequence());
            Instant read = commit.recordedAt();
            assertTrue(commit.operations().isEmpty() ? !read.isBefore(own) : read.equals(own), commit::toString);
            assertFalse(read.isBefore(before), commit::toString);
            before = read;
        }
    }

    @Test
    void closingBreaksARewritingOff() throws Exception {
        SimulatedFiles files = Simulation.closed(COMMITS);
        SegmentedLog log = Simulation.open(files);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            MemoryException thrown = assertThrows(
                    MemoryException.class,
                    () -> log.rewrite(commit -> {
                        if (commit.sequence() == 1) {
                            executor.execute(log::close);
                            while (!closed(log)) {
                                Thread.onSpinWait();
                            }
                        }
                        return List.of();
                    }));
            assertEquals(ErrorCode.CLOSED, thrown.code());
        }
        assertEquals(Samples.expected(1, COMMITS), Simulation.readAll(files));
    }

    @Test
    void damageInARewrittenSegmentIsReported() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(RewriteTest::changed);
        }
        for (String name : files.all()) {
            for (int at = 0; at < files.get(name).length; at++) {
                files.get(name)[at] ^= 1;
                MemoryException thrown = assertThrows(
                        MemoryException.class, () -> Simulation.open(files).close(), name + " at " + at);
                assertFalse(thrown.code() == ErrorCode.IO_FAILED, thrown::toString);
                files.get(name)[at] ^= 1;
            }
        }
    }

    @Test
    void aDamagedSegmentIsNotRewritten() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            files.get("log/0000000001.seg")[SegmentHeader.BYTES + 30] ^= 1;
            assertThrows(
                    LogDamagedException.class,
                    () -> log.rewrite(commit -> commit.sequence() == 9 ? List.of() : commit.operations()));
            assertTrue(files.exists("log/0000000001.seg"));
        }
    }

    @Test
    void salvageTakesTheListedFileOfEachPlace() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        byte[] old = files.get("log/0000000001.seg");
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(RewriteTest::changed);
        }
        files.put("log/0000000001.seg", old);
        List<Commit> found = new ArrayList<>();
        assertEquals(List.of(), new LogSalvage(files, found::add).salvage().findings());
        assertEquals(rewritten(), found);
        found.clear();
        files.remove(Manifest.FILE);
        assertEquals(1, new LogSalvage(files, found::add).salvage().findings().size());
        assertEquals(rewritten(), found);
    }

    private static List<MemoryOp> changed(Commit commit) {
        boolean drop = ERASED.contains((int) commit.sequence());
        return drop ? List.of() : commit.operations();
    }

    private static List<Commit> rewritten() {
        return Samples.expected(1, COMMITS).stream()
                .map(commit -> new Commit(commit.sequence(), commit.recordedAt(), changed(commit)))
                .toList();
    }

    private static Function<Commit, List<MemoryOp>> dropping(long sequence) {
        return commit -> commit.sequence() == sequence ? List.of() : commit.operations();
    }

    private static List<MemoryOp> erasure() {
        List<MemoryOp> marks = new ArrayList<>();
        ERASED.forEach(number -> marks.add(
                new MemoryOp.Erase(Samples.id(number), Samples.SCOPE, 1, "0123456789abcdef".repeat(4), Cause.HOST)));
        return marks;
    }

    private static void rewriteUntilFailure(SimulatedFiles files) {
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(RewriteTest::changed);
            Samples.append(log, COMMITS + 1, COMMITS + 3);
        } catch (IOException | MemoryException e) {
            assertTrue(files.failed(), e::toString);
        }
    }

    /** Whether the erasure was acknowledged. */
    private static boolean eraseUntilFailure(SimulatedFiles files) {
        boolean acknowledged = false;
        try (SegmentedLog log = Simulation.open(files)) {
            log.append(erasure(), Samples.NOON, commit -> {});
            acknowledged = true;
            log.purge();
            Samples.append(log, ERASURE + 1, ERASURE + 3);
        } catch (IOException | MemoryException e) {
            assertTrue(files.failed(), e::toString);
        }
        return acknowledged;
    }

    private static List<SimulatedFiles> afterwards(SimulatedFiles files, Random random) {
        return List.of(
                files.afterCrash(),
                files.afterPowerLoss(random),
                files.afterPowerLoss(random),
                files.afterPowerLoss(random));
    }

    /** Opens a log; whether the erasure is there. */
    private static boolean assertWholeOrNotBegun(SimulatedFiles files, boolean acknowledged, String what)
            throws IOException {
        try (SegmentedLog log = Simulation.open(files)) {
            if (log.lastSequence() < ERASURE) {
                assertFalse(acknowledged, what);
                assertEquals(Samples.expected(1, COMMITS), Samples.read(log, 1), what);
                return false;
            }
            assertPurged(log, files, what);
        }
        assertNothingLeftOver(files);
        return true;
    }

    private static void assertPurged(SegmentedLog log, SimulatedFiles files, String what) {
        List<Commit> all = Samples.read(log, 1);
        assertEquals(rewritten(), all.subList(0, COMMITS), what);
        assertEquals(erasure(), all.get(COMMITS).operations(), what);
        assertEquals(List.of(), log.check().findings(), what);
        assertFalse(holds(files, "turn 2"), what);
        assertFalse(holds(files, "turn 7"), what);
        assertFalse(holds(files, "turn 14"), what);
        assertTrue(holds(files, "turn 3"), what);
    }

    private static void assertNothingLeftOver(SimulatedFiles files) throws IOException {
        List<String> listed = ManifestFile.read(files).segments().stream()
                .map(LogSegment::name)
                .toList();
        assertEquals(listed, files.list(LogSegment.DIRECTORY));
    }

    private static boolean holds(SimulatedFiles files, String text) {
        return files.all().stream().anyMatch(name -> contains(files.get(name), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static String manifest(SimulatedFiles files) {
        return new String(files.get(Manifest.FILE), StandardCharsets.US_ASCII);
    }

    private static long bytes(SimulatedFiles files) {
        return files.all().stream()
                .filter(name -> name.startsWith("log/"))
                .mapToLong(name -> files.get(name).length)
                .sum();
    }

    private static boolean closed(SegmentedLog log) {
        try {
            log.lastSequence();
            return false;
        } catch (MemoryException e) {
            return true;
        }
    }

    private static ErrorCode codeOf(Runnable call) {
        return assertThrows(MemoryException.class, call::run).code();
    }
}
