package dev.memcore.testkit.log;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryId;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.BackupReport;
import dev.memcore.api.report.CheckReport;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.LogStats;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.testkit.SequenceIds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of {@link MemoryLog} as tests, one promise each. An implementer extends this class and says how a log is
 * made; of a log that outlives its object, {@link DurableLogContract} asks more. As long as the contract is: in one file, it is read
 * as a whole.
 *
 * <p>Not tested here, for want of a way to make it happen: what follows a failed write or sync.
 */
@Timeout(60)
public abstract class MemoryLogContract {
    /** How many threads append at once. */
    private static final int THREADS = 8;

    /** How many commits each of them appends. */
    private static final int EACH = 50;

    /** How many commits are appended at most while something else is going on. */
    private static final int MOST = 200;

    /** How many commits are left where a rewriting empties most. */
    private static final int LEFT = 12;

    /** How many bytes a large number may take more than a small one: digits, and a file. */
    private static final int SLACK = 256;

    /** The contract's tests, for a log that {@link #create} makes. */
    protected MemoryLogContract() {}

    /** A new log without commits; each test asks for one, and closes it. */
    protected abstract MemoryLog create();

    /** Opens the backup that a log has written into a directory. */
    protected abstract MemoryLog openBackup(Path directory);

    /** A new log holds nothing. */
    @Test
    protected void aNewLogIsEmpty() {
        try (MemoryLog log = create()) {
            assertEquals(0, log.lastSequence());
            assertEquals(List.of(), read(log, 1));
            assertEquals(new CheckReport(0, 0, log.check().bytes(), List.of()), log.check());
        }
    }

    /** What is read is what was appended, for every kind of operation; moments are cut to the millisecond. */
    @Test
    protected void readsBackEveryKindOfOperationAsItWasAppended() {
        try (MemoryLog log = create()) {
            List<Commit> expected = new ArrayList<>();
            for (MemoryOp operation : LogSamples.everyKindOfOperation()) {
                Instant moment = LogSamples.NOON.plusNanos(expected.size() * 1_234_567L);
                Commit commit = log.append(List.of(operation), moment, ignore());
                Instant cut = Instant.ofEpochMilli(moment.toEpochMilli());
                expected.add(new Commit(expected.size() + 1, cut, List.of(operation)));
                assertEquals(expected.get(expected.size() - 1), commit);
            }
            Instant later = LogSamples.NOON.plusSeconds(1);
            log.append(LogSamples.everyKindOfOperation(), later, ignore());
            expected.add(new Commit(expected.size() + 1, later, LogSamples.everyKindOfOperation()));
            assertEquals(expected, read(log, 1));
        }
    }

    /** A copy has the moment that it is given: before 1970, far off, or earlier than that of the commit before. */
    @Test
    protected void keepsMomentsOfAnyAge() {
        List<Instant> moments = List.of(
                Instant.EPOCH,
                Instant.parse("1969-12-31T23:59:59.999Z"),
                Instant.ofEpochMilli(Long.MIN_VALUE),
                Instant.ofEpochMilli(Long.MAX_VALUE));
        try (MemoryLog log = create()) {
            moments.forEach(moment -> log.copy(LogSamples.turn(1), moment, ignore()));
            assertEquals(moments, read(log, 1).stream().map(Commit::recordedAt).toList());
        }
    }

    /** Recorded time: a commit is never recorded before the one that it follows, whatever the caller asks for. */
    @Test
    protected void recordedTimeNeverGoesBack() {
        try (MemoryLog log = create()) {
            assertEquals(Instant.MIN, log.lastRecordedAt());
            Instant late = LogSamples.NOON.plusMillis(5);
            assertEquals(late, log.append(LogSamples.turn(1), late, ignore()).recordedAt());
            assertEquals(
                    late,
                    log.append(LogSamples.turn(2), LogSamples.NOON, ignore()).recordedAt());
            assertEquals(late, log.lastRecordedAt());
            log.copy(LogSamples.turn(3), LogSamples.NOON, ignore());
            assertEquals(LogSamples.NOON, log.lastRecordedAt());
            assertEquals(
                    late,
                    log.append(LogSamples.turn(4), LogSamples.NOON, ignore()).recordedAt());
            assertEquals(
                    List.of(late, late, LogSamples.NOON, late),
                    read(log, 1).stream().map(Commit::recordedAt).toList());
        }
    }

    /** Recorded time: it follows the sequences, however many append at once, and the callback is told the same moment. */
    @Test
    protected void momentsAreInTheOrderOfTheSequences() throws Exception {
        try (MemoryLog log = create()) {
            List<Instant> called = Collections.synchronizedList(new ArrayList<>());
            inManyThreads(thread -> {
                for (int i = 0; i < EACH; i++) {
                    Instant asked = LogSamples.NOON.plusMillis((long) i * THREADS - thread);
                    Commit commit = log.append(LogSamples.turn(i), asked, done -> called.add(done.recordedAt()));
                    assertFalse(commit.recordedAt().isBefore(asked));
                }
            });
            List<Instant> recorded =
                    read(log, 1).stream().map(Commit::recordedAt).toList();
            assertEquals(recorded.stream().sorted().toList(), recorded);
            assertEquals(recorded, called);
        }
    }

    /** Recorded time: what was settled is earlier than all that comes. */
    @Test
    protected void commitsComeAfterWhatWasSettled() {
        try (MemoryLog log = create()) {
            log.settle(LogSamples.NOON.plusNanos(999_999));
            log.settle(LogSamples.NOON.minusSeconds(1));
            Instant next = LogSamples.NOON.plusMillis(1);
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        next,
                        log.append(LogSamples.turn(i), LogSamples.NOON, ignore())
                                .recordedAt());
            }
            log.settle(next);
            assertEquals(
                    next.plusMillis(1),
                    log.append(LogSamples.turn(3), LogSamples.NOON, ignore()).recordedAt());
            log.copy(LogSamples.turn(4), LogSamples.NOON, ignore());
            assertEquals(LogSamples.NOON, log.lastRecordedAt());
        }
    }

    /** Recorded time: once a moment is settled, nothing that was recorded by then is still to come. */
    @Test
    protected void whatWasRecordedByASettledMomentIsFinal() throws Exception {
        try (MemoryLog log = create();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            AtomicInteger clock = new AtomicInteger();
            AtomicBoolean done = new AtomicBoolean();
            Set<Long> called = ConcurrentHashMap.newKeySet();
            log.settle(LogSamples.NOON);
            log.append(LogSamples.turn(0), LogSamples.NOON, commit -> called.add(commit.sequence()));
            assertEquals(List.of(), recordedBy(LogSamples.NOON, log));
            Future<Map<Instant, List<Commit>>> settling = executor.submit(() -> {
                Map<Instant, List<Commit>> settled = new LinkedHashMap<>();
                boolean last;
                do {
                    last = done.get();
                    Instant moment = LogSamples.NOON.plusMillis(clock.incrementAndGet());
                    log.settle(moment);
                    List<Commit> recorded = recordedBy(moment, log);
                    settled.put(moment, recorded);
                    recorded.forEach(commit -> assertTrue(called.contains(commit.sequence()), commit::toString));
                } while (!last);
                return settled;
            });
            try {
                inManyThreads(thread -> {
                    for (int i = 0; i < EACH; i++) {
                        // Some were planned long before they are appended.
                        Instant planned = LogSamples.NOON.plusMillis(i % 2 == 0 ? clock.incrementAndGet() : 0);
                        log.append(LogSamples.turn(i), planned, commit -> called.add(commit.sequence()));
                    }
                });
            } finally {
                done.set(true);
            }
            assertEquals(List.of(), recordedBy(LogSamples.NOON, log));
            settling.get().forEach((moment, recorded) -> assertEquals(recorded, recordedBy(moment, log)));
        }
    }

    private static List<Commit> recordedBy(Instant moment, MemoryLog log) {
        return read(log, 1).stream()
                .filter(commit -> !commit.recordedAt().isAfter(moment))
                .toList();
    }

    /** The caller's list may change afterwards. */
    @Test
    protected void copiesTheOperations() {
        try (MemoryLog log = create()) {
            List<MemoryOp> operations = new ArrayList<>(LogSamples.turn(1));
            Commit commit = log.append(operations, LogSamples.NOON, ignore());
            operations.clear();
            assertEquals(LogSamples.turn(1), commit.operations());
            assertEquals(LogSamples.turn(1), read(log, 1).get(0).operations());
        }
    }

    /** Ordering: sequences count from 1 without gaps. */
    @Test
    protected void sequencesAreDense() throws Exception {
        try (MemoryLog log = create()) {
            List<Long> returned = Collections.synchronizedList(new ArrayList<>());
            appendFromManyThreads(log, ignore(), returned);
            List<Long> all = naturals(THREADS * EACH);
            assertEquals(all, returned.stream().sorted().toList());
            assertEquals(all, read(log, 1).stream().map(Commit::sequence).toList());
            assertEquals(THREADS * EACH, log.lastSequence());
        }
    }

    /** Ordering: callbacks run one at a time, in the order of the sequences. */
    @Test
    protected void callbacksRunOneAtATimeInOrder() throws Exception {
        try (MemoryLog log = create()) {
            List<Long> called = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Consumer<Commit> callback = commit -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                called.add(commit.sequence());
                Thread.onSpinWait();
                running.decrementAndGet();
            };
            appendFromManyThreads(log, callback, new ArrayList<>());
            assertEquals(naturals(THREADS * EACH), called);
            assertEquals(1, most.get());
        }
    }

    /** Ordering: a callback has run, once, before its append returns, and got the commit that append returns. */
    @Test
    protected void theCallbackRunsOnceBeforeAppendReturns() throws Exception {
        try (MemoryLog log = create()) {
            inManyThreads(thread -> {
                for (int i = 0; i < EACH; i++) {
                    List<Commit> called = Collections.synchronizedList(new ArrayList<>());
                    Commit commit = log.append(LogSamples.turn(i), LogSamples.NOON, called::add);
                    assertEquals(List.of(commit), List.copyOf(called));
                }
            });
        }
    }

    /** Visibility: while a callback runs, its commit can be read, and none after it. */
    @Test
    protected void aCommitIsReadableFromItsCallbackOnAndNotEarlier() throws Exception {
        try (MemoryLog log = create();
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            List<String> wrong = Collections.synchronizedList(new ArrayList<>());
            Consumer<Commit> callback = commit -> {
                try {
                    long last = reader.submit(log::lastSequence).get();
                    List<Commit> tail =
                            reader.submit(() -> read(log, commit.sequence())).get();
                    if (last != commit.sequence() || !tail.equals(List.of(commit))) {
                        wrong.add("during the callback of " + commit.sequence() + " the last was " + last
                                + " and from it on " + tail.size() + " were read");
                    }
                } catch (Exception e) {
                    wrong.add(e.toString());
                }
            };
            appendFromManyThreads(log, callback, new ArrayList<>());
            assertEquals(List.of(), wrong);
        }
    }

    /** Atomicity: readers see all of a batch or nothing of it. */
    @Test
    protected void readersSeeWholeBatches() throws Exception {
        int batch = 20;
        try (MemoryLog log = create();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> reading = executor.submit(() -> {
                int rounds = 0;
                boolean last;
                do {
                    last = done.get();
                    List<Commit> commits = read(log, 1);
                    for (Commit commit : commits) {
                        assertEquals(LogSamples.batch(commit.sequence(), batch), commit.operations());
                    }
                    rounds++;
                } while (!last);
                return rounds;
            });
            for (int i = 1; i <= EACH; i++) {
                log.append(LogSamples.batch(i, batch), LogSamples.NOON, ignore());
            }
            done.set(true);
            assertTrue(reading.get() > 0);
            assertEquals(EACH, read(log, 1).size());
            assertEquals((long) EACH * batch, log.check().operations());
        }
    }

    /** A cursor begins at the sequence asked for, and ends at what was readable when it was opened. */
    @Test
    protected void aCursorIsASnapshotFromASequenceOn() {
        try (MemoryLog log = create()) {
            append(log, 10);
            for (int from = 1; from <= 10; from++) {
                assertEquals(from, read(log, from).get(0).sequence());
                assertEquals(11 - from, read(log, from).size());
            }
            assertEquals(List.of(), read(log, 11));
            assertEquals(List.of(), read(log, Long.MAX_VALUE));
            try (CommitCursor cursor = log.read(9)) {
                append(log, 5);
                assertEquals(9, cursor.next().sequence());
                assertEquals(10, cursor.next().sequence());
                assertFalse(cursor.hasNext());
                assertThrows(NoSuchElementException.class, cursor::next);
            }
            assertEquals(15, log.lastSequence());
        }
    }

    /** Failure: bad arguments fail before anything is written. */
    @Test
    @SuppressWarnings("NullAway") // a caller without a checker may pass null
    protected void badArgumentsFailBeforeAnythingIsWritten() {
        try (MemoryLog log = create()) {
            append(log, 1);
            AtomicInteger called = new AtomicInteger();
            Consumer<Commit> callback = commit -> called.incrementAndGet();
            List<MemoryOp> turn = LogSamples.turn(1);
            List<MemoryOp> withNull = Collections.singletonList(null);
            assertAll(
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.append(null, LogSamples.NOON, callback)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.append(withNull, LogSamples.NOON, callback)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.append(turn, null, callback)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.append(turn, Instant.MAX, callback)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.append(turn, LogSamples.NOON, null)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.copy(null, LogSamples.NOON, callback)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.copy(turn, null, callback)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.settle(null)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.settle(Instant.MAX)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.read(0)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.rewrite(null)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.rewrite(commit -> null)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.rewrite(commit -> withNull)),
                    fails(ErrorCode.INVALID_ARGUMENT, () -> log.backup(null)));
            assertEquals(0, called.get());
            assertEquals(1, log.lastSequence());
            append(log, 1);
            assertEquals(2, read(log, 1).size());
        }
    }

    /** Interrupts: an interrupted appender gets its result and keeps its flag. */
    @Test
    protected void anInterruptedAppenderGetsItsResultAndKeepsItsInterrupt() {
        try (MemoryLog log = create()) {
            Thread.currentThread().interrupt();
            append(log, 5);
            assertTrue(Thread.interrupted(), "the interrupt was lost");
            assertEquals(5, read(log, 1).size());
        } finally {
            boolean ignored = Thread.interrupted();
        }
    }

    /** Interrupts: while some are interrupted all the time, other appenders and readers notice nothing. */
    @Test
    protected void interruptsHarmNoOtherAppenderOrReader() throws Exception {
        try (MemoryLog log = create()) {
            inManyThreads(thread -> {
                for (int i = 0; i < EACH; i++) {
                    if (thread % 2 == 0) {
                        Thread.currentThread().interrupt();
                    }
                    Commit commit = log.append(LogSamples.turn(i), LogSamples.NOON, ignore());
                    assertEquals(commit, read(log, commit.sequence()).get(0));
                    assertEquals(thread % 2 == 0, Thread.interrupted());
                }
            });
            assertEquals(THREADS * EACH, read(log, 1).size());
            assertTrue(log.check().ok());
        }
    }

    /** Checking and measuring work at any time, from any thread. */
    @Test
    protected void checkAndStatsDescribeTheLogWhileItGrows() throws Exception {
        try (MemoryLog log = create()) {
            inManyThreads(thread -> {
                for (int i = 0; i < 10; i++) {
                    Commit commit = log.append(LogSamples.batch(i, 3), LogSamples.NOON, ignore());
                    CheckReport report = log.check();
                    assertEquals(List.of(), report.findings());
                    assertTrue(report.commits() >= commit.sequence());
                    assertEquals(3 * report.commits(), report.operations());
                    LogStats stats = log.stats();
                    assertTrue(stats.bytes() >= 0 && stats.segments() >= 0 && stats.tornBytes() == 0, stats::toString);
                }
            });
        }
    }

    /** Rewriting: operations become what the function says, possibly none; sequences and moments stay, and the log grows on. */
    @Test
    protected void rewritingReplacesOperationsAndNothingElse() {
        try (MemoryLog log = create()) {
            appendKinds(log);
            List<Commit> before = read(log, 1);
            assertEquals(0, log.rewrite(Commit::operations));
            assertEquals(before, read(log, 1));
            int odd = (before.size() + 1) / 2;
            assertEquals(odd, log.rewrite(MemoryLogContract::rewritten));
            List<Commit> after = new ArrayList<>(before.stream()
                    .map(commit -> new Commit(commit.sequence(), commit.recordedAt(), rewritten(commit)))
                    .toList());
            assertEquals(after, read(log, 1));
            after.add(log.append(LogSamples.turn(1), LogSamples.NOON, ignore()));
            assertEquals(after, read(log, 1));
            assertEquals(after.subList(5, after.size()), read(log, 6));
            assertEquals(operations(after), log.check().operations(), log.check()::toString);
            assertEquals(List.of(), log.check().findings());
        }
    }

    /** Rewriting: the function sees every commit; if it fails, nothing is replaced. */
    @Test
    protected void rewritingSeesEveryCommitAndIsAllOrNothing() {
        try (MemoryLog log = create()) {
            append(log, 10);
            List<Commit> before = read(log, 1);
            Set<Commit> seen = new HashSet<>();
            log.rewrite(commit -> {
                seen.add(commit);
                return commit.operations();
            });
            assertEquals(new HashSet<>(before), seen);
            assertThrows(
                    IllegalStateException.class,
                    () -> log.rewrite(commit -> {
                        if (commit.sequence() == 10) {
                            throw new IllegalStateException("on purpose");
                        }
                        return List.of();
                    }));
            assertEquals(before, read(log, 1));
            append(log, 1);
            assertEquals(11, log.lastSequence());
        }
    }

    /** Rewriting: commits of which nothing is left take no room, however many, and are read as before from any start. */
    @Test
    protected void whatARewritingEmptiesTakesNoRoomHoweverMuchItWas() {
        try (MemoryLog log = create()) {
            append(log, EACH);
            log.rewrite(MemoryLogContract::beginning);
            LogStats few = log.stats();
            append(log, 10 * EACH);
            assertEquals(10 * EACH, log.rewrite(MemoryLogContract::beginning));
            LogStats many = log.stats();
            assertTrue(many.bytes() <= few.bytes() + SLACK, () -> few + ", then " + many);
            assertTrue(many.segments() <= few.segments() + 1, () -> few + ", then " + many);
            List<Commit> all = read(log, 1);
            assertEquals(naturals(11 * EACH), all.stream().map(Commit::sequence).toList());
            for (int from = 1; from <= 11 * EACH; from += 7) {
                assertEquals(all.subList(from - 1, all.size()), read(log, from));
            }
            assertEquals(LEFT, operations(all));
            assertEquals(new CheckReport(11L * EACH, LEFT, log.check().bytes(), List.of()), log.check());
        }
    }

    /** Rewriting: a log of which always the same amount is left does not grow, however often it is rewritten. */
    @Test
    protected void aLogThatForgetsAsMuchAsItTakesInDoesNotGrow() {
        try (MemoryLog log = create()) {
            LogStats early = log.stats();
            for (int round = 1; round <= 2 * EACH; round++) {
                append(log, 3);
                long last = log.lastSequence();
                log.rewrite(commit -> commit.sequence() > last - LEFT ? commit.operations() : List.of());
                LogStats now = log.stats();
                if (round <= 10) {
                    early = new LogStats(
                            Math.max(early.bytes(), now.bytes()), Math.max(early.segments(), now.segments()), 0);
                }
                assertTrue(now.bytes() <= 2 * early.bytes(), early + ", then " + now);
                assertTrue(now.segments() <= 2 * early.segments(), early + ", then " + now);
            }
            assertEquals(LEFT, log.check().operations());
        }
    }

    /** Rewriting: an empty commit keeps its place in time, and the last one its moment. */
    @Test
    protected void momentsStayInOrderWhereNothingIsLeft() {
        try (MemoryLog log = create()) {
            for (int i = 1; i <= EACH; i++) {
                log.append(LogSamples.turn(i), LogSamples.NOON.plusMillis(i), ignore());
            }
            log.rewrite(commit -> commit.sequence() % 10 == 1 ? commit.operations() : List.of());
            Instant before = LogSamples.NOON;
            for (Commit commit : read(log, 1)) {
                Instant own = LogSamples.NOON.plusMillis(commit.sequence());
                assertFalse(commit.recordedAt().isBefore(own), commit::toString);
                assertFalse(commit.recordedAt().isBefore(before), commit::toString);
                before = commit.recordedAt();
                if (commit.sequence() % 10 <= 1) {
                    assertEquals(own, commit.recordedAt());
                }
            }
            assertEquals(LogSamples.NOON.plusMillis(EACH), before);
        }
    }

    /** Rewriting: readers see each commit as it was or as it is, and appends that go on meanwhile are kept. */
    @Test
    protected void readersAndAppendersGoOnDuringARewriting() throws Exception {
        try (MemoryLog log = create();
                ExecutorService executor = Executors.newFixedThreadPool(2)) {
            append(log, EACH);
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> appending = executor.submit(() -> {
                int appended = 0;
                do {
                    append(log, 1);
                    appended++;
                } while (!done.get() && appended < MOST);
                return appended;
            });
            Future<Integer> reading = executor.submit(() -> {
                boolean last;
                int rounds = 0;
                do {
                    last = done.get();
                    List<Commit> commits = read(log, 1);
                    for (int i = 0; i < commits.size(); i++) {
                        Commit commit = commits.get(i);
                        assertEquals(i + 1, commit.sequence());
                        int operations = commit.operations().size();
                        assertTrue(operations == 1 || (operations == 0 && i < EACH), commit::toString);
                    }
                    rounds++;
                } while (!last);
                return rounds;
            });
            try {
                for (int i = 1; i <= EACH; i++) {
                    long sequence = i;
                    long replaced =
                            log.rewrite(commit -> commit.sequence() == sequence ? List.of() : commit.operations());
                    assertEquals(1, replaced);
                }
            } finally {
                done.set(true);
            }
            int appended = appending.get();
            assertTrue(reading.get() > 0);
            assertEquals(EACH + appended, read(log, 1).size());
            assertEquals(appended, log.check().operations());
        }
    }

    /** Purging: of a memory that was erased, only the mark stays; a commit of which nothing is left stays, empty. */
    @Test
    protected void purgingDropsAllOperationsOnWhatWasErasedButTheMark() {
        try (MemoryLog log = create()) {
            List<Commit> expected = appendErased(log);
            assertEquals(4, log.purge());
            assertEquals(expected, read(log, 1));
            assertEquals(0, log.purge());
            assertEquals(operations(expected), log.check().operations());
            assertEquals(List.of(), log.check().findings());
            Commit next = log.append(LogSamples.turn(3), LogSamples.NOON, ignore());
            assertEquals(expected.size() + 1, next.sequence());
            log.append(List.of(LogSamples.erase(SequenceIds.id(3))), LogSamples.NOON, ignore());
            assertEquals(1, log.purge());
            assertEquals(List.of(), read(log, next.sequence()).get(0).operations());
        }
    }

    /** Purging without a mark of erasure changes nothing. */
    @Test
    protected void purgingWithoutAnErasureChangesNothing() {
        try (MemoryLog log = create()) {
            append(log, 10);
            List<Commit> before = read(log, 1);
            assertEquals(0, log.purge());
            assertEquals(before, read(log, 1));
        }
    }

    /** Backup: it opens as a log of its own, with what the log held; a later one brings it up to date. */
    @Test
    protected void aBackupOpensAsALogAndCanBeBroughtUpToDate(@TempDir Path directory) {
        Path target = directory.resolve("some/backup");
        try (MemoryLog log = create()) {
            append(log, 0);
            for (int i = 0; i < 3; i++) {
                BackupReport report = log.backup(target);
                assertEquals(log.lastSequence(), report.lastSequence());
                assertBackup(log, target);
                appendKinds(log);
            }
            log.rewrite(MemoryLogContract::rewritten);
            log.backup(target);
            assertBackup(log, target);
        }
        try (MemoryLog copy = openBackup(target)) {
            long last = copy.lastSequence();
            append(copy, 5);
            assertEquals(last + 5, copy.lastSequence());
        }
    }

    /** Backup: an erasure reaches it with the next one. */
    @Test
    protected void anErasureReachesABackup(@TempDir Path directory) {
        try (MemoryLog log = create()) {
            List<Commit> expected = appendErased(log);
            log.backup(directory);
            log.purge();
            log.backup(directory);
            assertBackup(log, directory);
            assertEquals(expected, read(log, 1));
        }
    }

    /** Backup: while many append, it holds a beginning of the log. */
    @Test
    protected void aBackupIsConsistentWhileAppendsGoOn(@TempDir Path directory) throws Exception {
        try (MemoryLog log = create();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            AtomicBoolean done = new AtomicBoolean();
            Future<Integer> appending = executor.submit(() -> {
                int appended = 0;
                do {
                    append(log, 1);
                    appended++;
                } while (!done.get() && appended < MOST);
                return appended;
            });
            try {
                for (int i = 0; i < 5; i++) {
                    append(log, 1);
                    long before = log.lastSequence();
                    long copied = log.backup(directory).lastSequence();
                    assertTrue(copied >= before, () -> copied + " of " + before);
                    try (MemoryLog copy = openBackup(directory)) {
                        assertEquals(copied, copy.lastSequence());
                        assertEquals(read(log, 1).subList(0, (int) copied), read(copy, 1));
                        assertEquals(List.of(), copy.check().findings());
                    }
                }
            } finally {
                done.set(true);
            }
            assertTrue(appending.get() > 0);
        }
    }

    /** Closing: it may be repeated; every later call fails with CLOSED. */
    @Test
    protected void afterClosingEveryCallFailsWithClosed() {
        MemoryLog log = create();
        append(log, 1);
        log.close();
        log.close();
        AtomicInteger called = new AtomicInteger();
        assertAll(
                fails(
                        ErrorCode.CLOSED,
                        () -> log.append(LogSamples.turn(1), LogSamples.NOON, commit -> called.incrementAndGet())),
                fails(ErrorCode.CLOSED, () -> log.copy(LogSamples.turn(1), LogSamples.NOON, ignore())),
                fails(ErrorCode.CLOSED, () -> log.settle(LogSamples.NOON)),
                fails(ErrorCode.CLOSED, log::lastSequence),
                fails(ErrorCode.CLOSED, log::lastRecordedAt),
                fails(ErrorCode.CLOSED, () -> log.read(1)),
                fails(ErrorCode.CLOSED, log::purge),
                fails(ErrorCode.CLOSED, () -> log.rewrite(Commit::operations)),
                fails(ErrorCode.CLOSED, () -> log.backup(Path.of("never-made"))),
                fails(ErrorCode.CLOSED, log::check),
                fails(ErrorCode.CLOSED, log::stats));
        assertEquals(0, called.get());
    }

    /** Closing and failure: an append that meets a close either succeeds as a whole, or its callback never runs. */
    @Test
    protected void anAppendThatMeetsACloseSucceedsOrNeverRunsItsCallback() throws Exception {
        MemoryLog log = create();
        AtomicInteger called = new AtomicInteger();
        assertEquals(appendWhileClosing(log, called), called.get());
    }

    /** Appends from many threads until the log is closed in the middle of it; the number of appends that returned. */
    final int appendWhileClosing(MemoryLog log, AtomicInteger called) throws Exception {
        AtomicInteger returned = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(THREADS);
        try (ExecutorService closer = Executors.newSingleThreadExecutor()) {
            Future<?> closing = closer.submit(() -> {
                first.await();
                log.close();
                return 0;
            });
            inManyThreads(thread -> {
                try {
                    while (true) {
                        log.append(LogSamples.turn(thread), LogSamples.NOON, commit -> called.incrementAndGet());
                        returned.incrementAndGet();
                        first.countDown();
                    }
                } catch (MemoryException e) {
                    assertEquals(ErrorCode.CLOSED, e.code());
                }
            });
            closing.get();
        }
        return returned.get();
    }

    static List<Commit> read(MemoryLog log, long from) {
        List<Commit> commits = new ArrayList<>();
        try (CommitCursor cursor = log.read(from)) {
            cursor.forEachRemaining(commits::add);
        }
        return commits;
    }

    static void append(MemoryLog log, int commits) {
        for (int i = 0; i < commits; i++) {
            log.append(LogSamples.turn(i), LogSamples.NOON, ignore());
        }
    }

    /** One commit for each kind of operation, and one with all of them. */
    static void appendKinds(MemoryLog log) {
        for (MemoryOp operation : LogSamples.everyKindOfOperation()) {
            log.append(List.of(operation), LogSamples.NOON, ignore());
        }
        log.append(LogSamples.everyKindOfOperation(), LogSamples.NOON, ignore());
    }

    /** Commits of which one memory is then erased, with four operations to drop; and what a purge must leave of them. */
    static List<Commit> appendErased(MemoryLog log) {
        MemoryId erased = SequenceIds.id(1);
        MemoryId other = SequenceIds.id(2);
        MemoryOp mark = LogSamples.erase(erased);
        MemoryOp mention = new MemoryOp.Supersede(other, erased, Cause.HOST);
        MemoryOp forget = new MemoryOp.Forget(erased, Cause.HOST);
        List<MemoryOp> second = LogSamples.turn(2);
        log.append(LogSamples.turn(1), LogSamples.NOON, ignore());
        log.append(second, LogSamples.NOON, ignore());
        log.append(List.of(mention, forget), LogSamples.NOON, ignore());
        log.append(List.of(forget, mark, mention, forget), LogSamples.NOON, ignore());
        return List.of(
                new Commit(1, LogSamples.NOON, List.of()),
                new Commit(2, LogSamples.NOON, second),
                new Commit(3, LogSamples.NOON, List.of(mention)),
                new Commit(4, LogSamples.NOON, List.of(mark, mention)));
    }

    /** Every second commit becomes an empty one. */
    static List<MemoryOp> rewritten(Commit commit) {
        return commit.sequence() % 2 == 1 ? List.of() : commit.operations();
    }

    /** All but the first commits become empty ones. */
    private static List<MemoryOp> beginning(Commit commit) {
        return commit.sequence() > LEFT ? List.of() : commit.operations();
    }

    private static long operations(List<Commit> commits) {
        return commits.stream().mapToLong(commit -> commit.operations().size()).sum();
    }

    private void assertBackup(MemoryLog log, Path directory) {
        try (MemoryLog copy = openBackup(directory)) {
            assertEquals(read(log, 1), read(copy, 1));
            assertEquals(log.lastSequence(), copy.lastSequence());
            assertEquals(List.of(), copy.check().findings());
        }
    }

    static Consumer<Commit> ignore() {
        return commit -> {};
    }

    private static Executable fails(ErrorCode code, Executable call) {
        return () ->
                assertEquals(code, assertThrows(MemoryException.class, call).code());
    }

    private static List<Long> naturals(int count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static void appendFromManyThreads(MemoryLog log, Consumer<Commit> callback, List<Long> returned)
            throws Exception {
        inManyThreads(thread -> {
            for (int i = 0; i < EACH; i++) {
                long sequence = log.append(LogSamples.turn(i), LogSamples.NOON, callback)
                        .sequence();
                synchronized (returned) {
                    returned.add(sequence);
                }
            }
        });
    }

    /** What each of many threads does; the argument counts them from 0. */
    @FunctionalInterface
    private interface Task {
        void run(int thread) throws Exception;
    }

    private static void inManyThreads(Task task) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                futures.add(executor.submit(() -> {
                    task.run(thread);
                    return thread;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
    }
}
