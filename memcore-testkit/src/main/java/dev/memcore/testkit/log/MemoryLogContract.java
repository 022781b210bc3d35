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
 * The contract of {@link MemoryLog} as tests, one test for each statement. An implementer extends this class and
 * implements {@link #create} and {@link #openBackup}. {@link DurableLogContract} has further tests for a log that
 * outlives its object. The class is one file, so that the contract can be read as a whole.
 *
 * <p>The behaviour after a failed write or sync is not tested, because this class cannot make a write fail.
 */
@Timeout(60)
public abstract class MemoryLogContract {
    /** The number of threads that append at the same time. */
    private static final int THREADS = 8;

    /** The number of commits that each thread appends. */
    private static final int EACH = 50;

    /** The maximum number of commits that are appended concurrently to another operation. */
    private static final int MOST = 200;

    /** The number of commits that keep their operations when a rewrite empties the others. */
    private static final int LEFT = 12;

    /** The tolerance for comparisons of log sizes, in bytes: for more digits of numbers, and for one more file. */
    private static final int SLACK = 256;

    /** The contract's tests, for a log that {@link #create} makes. */
    protected MemoryLogContract() {}

    /** Creates a log without commits. Each test calls this once and closes the log. */
    protected abstract MemoryLog create();

    /** Opens the backup that a log wrote into a directory. */
    protected abstract MemoryLog openBackup(Path directory);

    /** A new log is empty. */
    @Test
    protected void aNewLogIsEmpty() {
        try (MemoryLog log = create()) {
            assertEquals(0, log.lastSequence());
            assertEquals(List.of(), read(log, 1));
            assertEquals(new CheckReport(0, 0, log.check().bytes(), List.of()), log.check());
        }
    }

    /**
     * A read returns what was appended, for every kind of operation. Recorded times are truncated to the millisecond.
     */
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

    /**
     * A copied commit keeps its recorded time: before 1970, in the far future, or earlier than that of the previous
     * commit.
     */
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

    /** Recorded time: a commit is never recorded before the previous commit, whatever time the caller requests. */
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

    /**
     * Recorded time: it does not decrease with the sequence number when many threads append, and the callback gets the
     * same time.
     */
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

    /** Recorded time: every later commit has a later time than a settled time. */
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

    /** Recorded time: after a time is settled, no further commit with this or an earlier time appears. */
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
                        // Half of the commits request a time long before the append.
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

    /** A later change of the caller's list does not change the commit. */
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

    /** Ordering: sequence numbers start at 1 and have no gaps. */
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

    /** Ordering: callbacks run one at a time, in the order of the sequence numbers. */
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

    /** Ordering: before an append returns, its callback has run once, with the commit that the append returns. */
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

    /** Visibility: while a callback runs, its commit is readable, and no later commit is. */
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

    /**
     * A cursor starts at the requested sequence number, and ends at the last commit that was readable when it was
     * opened.
     */
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

    /** Failure: invalid arguments fail before anything is written. */
    @Test
    @SuppressWarnings("NullAway") // code that is not checked by NullAway may pass null
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

    /** Interrupts: while some appenders are interrupted repeatedly, other appenders and readers are not affected. */
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

    /** {@code check} and {@code stats} work at any time, from any thread. */
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

    /**
     * Rewriting: operations are replaced by the result of the function, which may be empty. Sequence numbers and
     * recorded times stay the same, and the log accepts further commits.
     */
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

    /** Rewriting: the function is called for every commit. If it throws, nothing is replaced. */
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

    /** Rewriting: any number of empty commits uses no space, and they are read as before from any start. */
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

    /** Rewriting: a log with a constant amount of remaining operations does not grow, however often it is rewritten. */
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

    /** Rewriting: recorded times stay in order for empty commits, and the last empty commit keeps its recorded time. */
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

    /** Rewriting: readers see the old or the new form of each commit, and concurrent appends are kept. */
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

    /**
     * Purging: of an erased memory, only the tombstone remains. A commit without remaining operations stays as an empty
     * commit.
     */
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

    /** Purging: without an erasure, nothing changes. */
    @Test
    protected void purgingWithoutAnErasureChangesNothing() {
        try (MemoryLog log = create()) {
            append(log, 10);
            List<Commit> before = read(log, 1);
            assertEquals(0, log.purge());
            assertEquals(before, read(log, 1));
        }
    }

    /** Backup: it can be opened as a log, with the contents of the original. A later backup updates it. */
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

    /** Backup: the next backup after an erasure removes the erased operations. */
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

    /** Backup: while threads append, it contains a prefix of the log. */
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

    /** Closing: a second close does nothing. Every later call fails with {@link ErrorCode#CLOSED}. */
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

    /** Closing and failure: an append during a close either succeeds completely, or its callback never runs. */
    @Test
    protected void anAppendThatMeetsACloseSucceedsOrNeverRunsItsCallback() throws Exception {
        MemoryLog log = create();
        AtomicInteger called = new AtomicInteger();
        assertEquals(appendWhileClosing(log, called), called.get());
    }

    /** Appends from many threads and closes the log meanwhile. Returns the number of appends that returned. */
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

    /** Appends one commit for each kind of operation, and one with all of them. */
    static void appendKinds(MemoryLog log) {
        for (MemoryOp operation : LogSamples.everyKindOfOperation()) {
            log.append(List.of(operation), LogSamples.NOON, ignore());
        }
        log.append(LogSamples.everyKindOfOperation(), LogSamples.NOON, ignore());
    }

    /**
     * Appends commits, of which one erases a memory. A purge must remove four operations. Returns the commits that must
     * remain.
     */
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

    /** Returns no operations for every second commit, and otherwise the operations of the commit. */
    static List<MemoryOp> rewritten(Commit commit) {
        return commit.sequence() % 2 == 1 ? List.of() : commit.operations();
    }

    /** Returns no operations for all commits except the first {@link #LEFT}. */
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

    /** The work of one thread. The argument is the index of the thread, starting at 0. */
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
