package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.store.SimulatedFiles.Fault;
import dev.memcore.store.bytes.Sha256;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.Manifest;
import dev.memcore.store.segment.ManifestFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits of which nothing is left are read as before, though they become runs, and their segments one. */
class MergeTest {
    private static final int COMMITS = 14;
    private static final int ERASURE = COMMITS + 1;
    private static final Set<Long> KEPT = Set.of(3L, 9L);

    @Test
    void segmentsOfWhichLittleIsLeftBecomeOneAndAreReadFromAnyStart() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        assertTrue(files.all().size() > 4, () -> files.all().toString());
        try (SegmentedLog log = Simulation.open(files)) {
            assertEquals(COMMITS - KEPT.size(), log.rewrite(MergeTest::changed));
            assertReadFromAnyStart(log);
            int operations = files.operations();
            assertEquals(0, log.rewrite(MergeTest::changed));
            assertEquals(operations, files.operations());
            assertEquals(2, log.stats().segments());
        }
        List<LogSegment> segments = ManifestFile.read(files).segments();
        assertEquals("0000000001-1.seg", segments.get(0).name());
        assertTrue(segments.get(1).number() > 4, segments::toString);
        assertNothingLeftOver(files);
        try (SegmentedLog log = Simulation.open(files)) {
            assertReadFromAnyStart(log);
            Samples.append(log, COMMITS + 1, 30);
            assertEquals(Samples.expected(COMMITS + 1, 30), Samples.read(log, COMMITS + 1));
        }
        assertEquals(rewritten(), Simulation.readAll(files).subList(0, COMMITS));
    }

    private static void assertReadFromAnyStart(SegmentedLog log) {
        for (int from = 1; from <= COMMITS + 1; from++) {
            assertEquals(rewritten().subList(from - 1, COMMITS), Samples.read(log, from), "from " + from);
        }
        CheckReport report = log.check();
        assertEquals(new CheckReport(COMMITS, KEPT.size(), report.bytes(), List.of()), report);
    }

    @Test
    void theMomentOfTheLastCommitSurvives() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(commit -> List.of());
        }
        List<Commit> all = Simulation.readAll(files);
        assertEquals(new Commit(COMMITS, Samples.NOON.plusMillis(COMMITS), List.of()), all.get(COMMITS - 1));
        assertEquals(COMMITS, all.size());
    }

    @Test
    void segmentsThatManyRewritingsLeftAreMergedByTheNext() throws IOException {
        SimulatedFiles files = Simulation.closed(100);
        int before = ManifestFile.read(files).segments().size();
        assertTrue(before > 20);
        try (SegmentedLog log = Simulation.open(files, Simulation.SYNCED.withSegmentBytes(1 << 20))) {
            assertEquals(1, log.rewrite(dropping(50)));
            assertEquals(Samples.expected(1, 49), Samples.read(log, 1).subList(0, 49));
            assertEquals(Samples.expected(51, 100), Samples.read(log, 51));
            assertTrue(log.stats().segments() <= 3, () -> log.stats().toString());
            assertEquals(List.of(), log.check().findings());
        }
    }

    @Test
    void commitsThatWereAppendedEmptyBecomeARun() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(files)) {
            for (int i = 1; i <= 100; i++) {
                log.append(List.of(), Samples.NOON.plusMillis(i), commit -> {});
            }
            long before = log.stats().bytes();
            assertEquals(0, log.rewrite(Commit::operations));
            assertTrue(log.stats().bytes() < before / 10, () -> before + " and " + log.stats());
            assertEquals(100, Samples.read(log, 1).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsAMergingIsWholeOrNotBegun(Fault fault) throws IOException {
        SimulatedFiles whole = Simulation.closed(COMMITS);
        SimulatedFiles counted = whole.afterCrash();
        rewriteUntilFailure(counted);
        Random random = new Random(1);
        int merged = 0;
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
                merged += old ? 0 : 1;
            }
        }
        assertTrue(merged > 0);
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsNoErasedByteIsLeftOnceTheErasureIsThere(Fault fault) throws IOException {
        SimulatedFiles whole = Simulation.closed(COMMITS);
        SimulatedFiles counted = whole.afterCrash();
        assertTrue(eraseUntilFailure(counted));
        Random random = new Random(2);
        int begun = 0;
        for (int failAt = 0; failAt < counted.operations(); failAt++) {
            SimulatedFiles files = whole.afterCrash();
            files.failAt(failAt, fault);
            boolean acknowledged = eraseUntilFailure(files);
            for (SimulatedFiles left : afterwards(files, random)) {
                begun += assertErasedOrNotBegun(left, acknowledged, "operation " + failAt) ? 1 : 0;
            }
        }
        assertTrue(begun > 0);
    }

    @Test
    void theOldDigestsCannotBeTestedWithAGuess() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        List<LogSegment> old = ManifestFile.read(files).sealed();
        try (SegmentedLog log = Simulation.open(files)) {
            log.append(erasure(), Samples.NOON, commit -> {});
            log.purge();
        }
        assertTrue(ManifestFile.read(files).segments().size() < old.size());
        for (LogSegment segment : old) {
            Sha256 digest = segment.sealed().digest();
            assertFalse(holds(files, digest.toString().getBytes(StandardCharsets.US_ASCII)), segment::name);
            assertFalse(holds(files, digest.bytes()), segment::name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x80})
    void everyFlippedByteIsNoticedAtOpening(int mask) throws IOException {
        SimulatedFiles merged = merged();
        for (String name : merged.all()) {
            for (int at = 0; at < merged.get(name).length; at++) {
                SimulatedFiles damaged = merged.afterCrash();
                damaged.get(name)[at] ^= (byte) mask;
                MemoryException thrown = assertThrows(
                        MemoryException.class, () -> Simulation.open(damaged).close(), name + " at " + at);
                assertFalse(thrown.code() == ErrorCode.IO_FAILED, thrown::toString);
            }
        }
    }

    @Test
    void everyFlippedByteIsFoundByCheckAndAllOtherFramesAreSalvaged() throws IOException {
        SimulatedFiles files = merged();
        List<Commit> whole = Simulation.readAll(files);
        try (SegmentedLog log = Simulation.open(files)) {
            for (String name : files.all()) {
                for (int at = 0; at < files.get(name).length; at++) {
                    files.get(name)[at] ^= 0x10;
                    String what = name + " at " + at;
                    assertTrue(
                            log.check().findings().stream()
                                    .anyMatch(finding -> finding.file().equals(name)),
                            what);
                    List<Commit> found = new ArrayList<>();
                    assertFalse(new LogSalvage(files, found::add).salvage().ok(), what);
                    assertTrue(whole.containsAll(found), what);
                    // The longest run has five.
                    assertTrue(found.size() >= whole.size() - 5, () -> what + ": " + found.size());
                    files.get(name)[at] ^= 0x10;
                }
            }
            assertEquals(List.of(), log.check().findings());
        }
    }

    @Test
    void salvageTakesNothingTwice() throws IOException {
        SimulatedFiles old = Simulation.closed(COMMITS);
        SimulatedFiles files = old.afterCrash();
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(MergeTest::changed);
        }
        old.all().stream().filter(name -> !files.exists(name)).forEach(name -> files.put(name, old.get(name)));
        List<Commit> found = new ArrayList<>();
        assertEquals(List.of(), new LogSalvage(files, found::add).salvage().findings());
        assertEquals(rewritten(), found);
        found.clear();
        files.remove(Manifest.FILE);
        assertEquals(1, new LogSalvage(files, found::add).salvage().findings().size());
        assertEquals(rewritten(), found);
    }

    @Test
    void salvageTakesWhatWasMergedIfTheMergedFileIsGone() throws IOException {
        SimulatedFiles old = Simulation.closed(COMMITS);
        SimulatedFiles files = old.afterCrash();
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(MergeTest::changed);
        }
        old.all().stream().filter(name -> !files.exists(name)).forEach(name -> files.put(name, old.get(name)));
        files.remove("log/0000000001-1.seg");
        List<Commit> found = new ArrayList<>();
        new LogSalvage(files, found::add).salvage();
        assertEquals(Samples.expected(1, COMMITS), found);
    }

    @Test
    void aCursorReadsOnWhileSegmentsAreMerged() throws IOException {
        for (int read = 0; read <= COMMITS; read++) {
            try (SegmentedLog log = Simulation.open(Simulation.closed(COMMITS));
                    CommitCursor cursor = log.read(1)) {
                List<Long> sequences = new ArrayList<>();
                for (int i = 0; i < read; i++) {
                    sequences.add(cursor.next().sequence());
                }
                log.rewrite(MergeTest::changed);
                Samples.append(log, COMMITS + 1, COMMITS + 5);
                log.rewrite(commit -> List.of());
                cursor.forEachRemaining(commit -> sequences.add(commit.sequence()));
                assertEquals(
                        IntStream.rangeClosed(1, COMMITS)
                                .mapToObj(Long::valueOf)
                                .toList(),
                        sequences);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBackupFollowsAMergingWhateverFails(Fault fault) throws IOException {
        SimulatedFiles earlier = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(Simulation.closed(COMMITS))) {
            log.backup(earlier);
            List<Commit> before = Samples.read(log, 1);
            log.rewrite(MergeTest::changed);
            Samples.append(log, COMMITS + 1, COMMITS + 2);
            List<Commit> now = Samples.read(log, 1);
            SimulatedFiles counted = earlier.afterCrash();
            int segments = ManifestFile.read(counted).sealed().size();
            BackupReport report = log.backup(counted);
            assertEquals(new BackupReport(COMMITS + 2, 2, report.copiedBytes(), segments), report);
            assertNothingLeftOver(counted);
            Random random = new Random(3);
            for (int failAt = 0; failAt < counted.operations(); failAt++) {
                SimulatedFiles to = earlier.afterCrash();
                to.failAt(failAt, fault);
                assertThrows(IOException.class, () -> log.backup(to), "operation " + failAt);
                for (SimulatedFiles left : List.of(to.afterCrash(), to.afterPowerLoss(random))) {
                    List<Commit> found = Simulation.readAll(left.afterCrash());
                    assertTrue(found.equals(before) || found.equals(now), "operation " + failAt + ": " + found);
                    log.backup(left);
                    assertEquals(now, Simulation.readAll(left));
                    assertNothingLeftOver(left);
                }
            }
        }
    }

    @Test
    void aBackupThatMergedByItselfIsBroughtUpToDate() throws IOException {
        SimulatedFiles to = new SimulatedFiles();
        try (SegmentedLog log = Simulation.open(Simulation.closed(COMMITS))) {
            log.backup(to);
            try (SegmentedLog copy = Simulation.open(to)) {
                copy.rewrite(MergeTest::changed);
            }
            assertEquals(rewritten(), Simulation.readAll(to));
            log.backup(to);
            assertEquals(Samples.expected(1, COMMITS), Simulation.readAll(to));
            assertNothingLeftOver(to);
        }
    }

    @Test
    void whatIsKeptDecidesTheSizeNotHowOftenItWasRewritten() throws IOException {
        SimulatedFiles files = new SimulatedFiles();
        long early = 0;
        try (SegmentedLog log = Simulation.open(files, Simulation.SYNCED.withSegmentBytes(2_000))) {
            for (int round = 1; round <= 300; round++) {
                Samples.append(log, 5 * round - 4, 5 * round);
                long last = log.lastSequence();
                log.rewrite(commit -> commit.sequence() > last - 40 ? commit.operations() : List.of());
                long bytes = log.stats().bytes() + files.get(Manifest.FILE).length;
                early = round <= 20 ? Math.max(early, bytes) : early;
                assertTrue(bytes <= early + early / 4, "round " + round + ": " + bytes + " bytes, before " + early);
            }
        }
    }

    /** A log that keeps four of five commits: what it writes, beside what is appended, and into how many segments. */
    @Test
    void segmentsStayFewAndAreNotCopiedTooOften() throws IOException {
        long segmentBytes = 20_000;
        SimulatedFiles files = new SimulatedFiles();
        long appended = 0;
        long copied = 0;
        try (SegmentedLog log = Simulation.open(files, Simulation.BUFFERED.withSegmentBytes(segmentBytes))) {
            for (int round = 1; round <= 400; round++) {
                long before = log.stats().bytes();
                Samples.append(log, 5 * round - 4, 5 * round);
                appended += log.stats().bytes() - before;
                Set<String> names = Set.copyOf(files.all());
                log.rewrite(dropping(5L * round - 2));
                copied += files.all().stream()
                        .filter(name -> name.startsWith("log/") && !names.contains(name))
                        .mapToLong(name -> files.get(name).length)
                        .sum();
                double most =
                        2.0 * log.stats().bytes() / segmentBytes + Math.log(segmentBytes / 70.0) / Math.log(3) + 2;
                assertTrue(log.stats().segments() <= most, log.stats() + " after round " + round);
            }
        }
        assertTrue(copied < 8 * appended, copied + " bytes copied of " + appended);
    }

    /** Runs of one to five commits, and two that are left, in a merged segment and others. */
    private static SimulatedFiles merged() throws IOException {
        SimulatedFiles files = Simulation.closed(COMMITS);
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(MergeTest::changed);
            Samples.append(log, COMMITS + 1, COMMITS + 12);
            log.rewrite(dropping(COMMITS + 4));
        }
        assertEquals(4, ManifestFile.read(files).segments().size());
        return files;
    }

    private static List<MemoryOp> changed(Commit commit) {
        return KEPT.contains(commit.sequence()) ? commit.operations() : List.of();
    }

    private static Function<Commit, List<MemoryOp>> dropping(long sequence) {
        return commit -> commit.sequence() == sequence ? List.of() : commit.operations();
    }

    /** What is read afterwards: a commit of which nothing is left has the moment of the last of its run. */
    private static List<Commit> rewritten() {
        List<Commit> commits = new ArrayList<>();
        for (Commit commit : Samples.expected(1, COMMITS)) {
            long lastOfRun = commit.sequence() < 3 ? 2 : commit.sequence() < 9 ? 8 : COMMITS;
            commits.add(
                    KEPT.contains(commit.sequence())
                            ? commit
                            : new Commit(commit.sequence(), Samples.NOON.plusMillis(lastOfRun), List.of()));
        }
        return commits;
    }

    private static List<MemoryOp> erasure() {
        List<MemoryOp> marks = new ArrayList<>();
        for (long number = 1; number <= COMMITS; number++) {
            if (!KEPT.contains(number)) {
                marks.add(new MemoryOp.Erase(
                        Samples.id(number), Samples.SCOPE, 1, "0123456789abcdef".repeat(4), Cause.HOST));
            }
        }
        return marks;
    }

    private static void rewriteUntilFailure(SimulatedFiles files) {
        try (SegmentedLog log = Simulation.open(files)) {
            log.rewrite(MergeTest::changed);
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

    private static boolean assertErasedOrNotBegun(SimulatedFiles files, boolean acknowledged, String what)
            throws IOException {
        List<Commit> all = Simulation.readAll(files);
        if (all.size() < ERASURE) {
            assertFalse(acknowledged, what);
            assertEquals(Samples.expected(1, COMMITS), all, what);
            return false;
        }
        assertEquals(erasure(), all.get(COMMITS).operations(), what);
        for (int number = 1; number <= COMMITS; number++) {
            boolean kept = KEPT.contains((long) number);
            assertEquals(
                    kept ? Samples.turn(number) : List.of(), all.get(number - 1).operations(), what);
            assertEquals(kept, holds(files, turnBytes(number)), what);
        }
        assertNothingLeftOver(files);
        return true;
    }

    /** The bytes of a turn's text with its length before it, as they are in a payload. */
    private static byte[] turnBytes(int number) {
        String text = "turn " + number;
        return ((char) text.length() + text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean holds(SimulatedFiles files, byte[] part) {
        String wanted = new String(part, StandardCharsets.ISO_8859_1);
        return files.all().stream()
                .anyMatch(name -> new String(files.get(name), StandardCharsets.ISO_8859_1).contains(wanted));
    }

    private static List<SimulatedFiles> afterwards(SimulatedFiles files, Random random) {
        return List.of(files.afterCrash(), files.afterPowerLoss(random), files.afterPowerLoss(random));
    }

    private static void assertNothingLeftOver(SimulatedFiles files) throws IOException {
        List<String> listed = ManifestFile.read(files).segments().stream()
                .map(LogSegment::name)
                .toList();
        assertEquals(listed, files.list(LogSegment.DIRECTORY));
    }
}
