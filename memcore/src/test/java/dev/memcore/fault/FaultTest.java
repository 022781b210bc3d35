package dev.memcore.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Finding;
import dev.memcore.api.report.Recovery;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.contract.StoreTest;
import dev.memcore.model.Race;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.log.Commit;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.index.LinearIndex;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers see when the log, the index, or the agreement of the two fails. */
final class FaultTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Cause TEST = Cause.of("test");

    private final FaultyLog log = new FaultyLog();
    private final LinearIndex index = new LinearIndex();

    @Test
    void aWriteThatTheLogRefusesLeavesNoTraceAndReadsGoOn() {
        for (int n = 1; n <= 5; n++) {
            FaultyLog failing = new FaultyLog().failAt(n);
            LinearIndex readable = new LinearIndex();
            try (MemoryManager manager =
                    Memcore.builder().log(failing).index(readable).build()) {
                MemorySpace space = manager.space(BOB);
                for (int i = 1; i < n; i++) {
                    space.remember("kept " + i);
                }
                for (int attempt = 0; attempt < 3; attempt++) {
                    String failure = StoreTest.assertFails(ErrorCode.IO_FAILED, () -> space.remember("not kept"));
                    assertTrue(failure.contains("no space left"), failure);
                }
                assertEquals(n - 1, space.recall("kept").hits().size());
                assertEquals(n - 1, manager.stats().lastSequence());
            }
        }
    }

    @Test
    void afterAFailedPublishAllCallsSayWhyAndTheWriteIsThereAfterReopening() {
        MemoryIndex failing = failingAt(3, "publish", new IllegalStateException("no memory for the tail"));
        MemoryId lost;
        try (MemoryManager manager = Memcore.builder().log(log).index(failing).build()) {
            MemorySpace space = manager.space(BOB);
            lost = space.remember("one").id();
            space.remember("two");
            for (int attempt = 0; attempt < 2; attempt++) {
                String failure = StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> space.remember("three"));
                assertTrue(failure.contains("no memory for the tail"), failure);
            }
            StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> space.get(lost));
            StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> space.recall("one"));
            StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> manager.space(BOB));
        }
        assertEquals(3, log.lastSequence(), "the write that failed is in the log, the one after it is not");
        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            assertEquals(1, manager.space(BOB).recall("three").hits().size());
            assertEquals(List.of(), manager.check().findings());
        }
    }

    @Test
    @Timeout(60)
    void whoWaitedForAMemoryWhosePublishFailedDoesNotBuildOnItsOldVersion() {
        AtomicReference<Thread> waiting = new AtomicReference<>();
        AtomicInteger calls = new AtomicInteger();
        MemoryIndex failing = intercepted("publish", arguments -> {
            if (calls.incrementAndGet() == 2) {
                awaitBlocked(waiting);
                throw new IllegalStateException("the second publish");
            }
        });
        try (MemoryManager manager = Memcore.builder().log(log).index(failing).build()) {
            MemorySpace space = manager.space(BOB);
            MemoryId id = space.remember("one").id();
            MemoryOp op = new MemoryOp.Revise(id, "two", 1, TEST);
            Race.of(2, thread -> {
                if (thread == 1) {
                    while (log.lastSequence() < 2) {
                        Thread.onSpinWait();
                    }
                    waiting.set(Thread.currentThread());
                }
                return StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> space.apply(List.of(op)));
            });
        }
        assertEquals(2, log.lastSequence());
        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            assertEquals(1, manager.space(BOB).recall("two").hits().size());
        }
    }

    private static void awaitBlocked(AtomicReference<Thread> thread) {
        while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(60)
    void aCommitThatIsOvertakenIsRecordedAfterTheOneThatOvertookIt() {
        ManualClock clock = new ManualClock(StoreTest.START);
        AtomicReference<MemoryId> read = new AtomicReference<>();
        CountDownLatch planning = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        MemoryIndex slow = intercepted("get", arguments -> {
            if (arguments[0].equals(read.get()) && planning.getCount() > 0) {
                planning.countDown();
                overtaken.await();
            }
        });
        try (MemoryManager manager =
                Memcore.builder().log(log).index(slow).clock(clock).build()) {
            MemorySpace space = manager.space(BOB);
            Memory first = space.remember("first");
            read.set(first.id());
            Race.of(2, thread -> {
                if (thread == 1) {
                    return space.revise(first.id(), "revised by a slow writer");
                }
                planning.await();
                clock.advance(Duration.ofSeconds(1));
                Memory second = space.remember("second");
                Instant now = clock.instant();
                List<Memory> known =
                        space.asOf(now).list(MemoryFilter.any(), null, 10).memories();
                assertEquals(List.of(first, second), known);
                overtaken.countDown();
                while (log.lastSequence() < 3) {
                    Thread.onSpinWait();
                }
                assertEquals(
                        known,
                        space.asOf(now).list(MemoryFilter.any(), null, 10).memories());
                return second;
            });
        }
        assertTrue(commit(3).recordedAt().isAfter(commit(2).recordedAt()));
    }

    @Test
    void evenAnErrorInTheIndexDoesNotReachTheLog() {
        MemoryIndex failing = failingAt(1, "publish", new OutOfMemoryError("simulated"));
        try (MemoryManager manager = Memcore.builder().log(log).index(failing).build()) {
            MemorySpace space = manager.space(BOB);
            StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> space.remember("one"));
        }
        assertEquals(1, log.lastSequence());
    }

    @Test
    void anIndexThatCannotTakeMoreRefusesTheWriteBeforeTheLogSeesIt() {
        MemoryIndex failing =
                failingAt(1, "awaitCapacity", MemoryException.of(ErrorCode.INDEX_DAMAGED, "the indexer has died"));
        try (MemoryManager manager = Memcore.builder().log(log).index(failing).build()) {
            MemorySpace space = manager.space(BOB);
            StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> space.remember("one"));
        }
        assertEquals(0, log.lastSequence());
    }

    @Test
    void anUnexpectedExceptionOfAPartIsReportedAsSuch() {
        MemoryIndex failing = failingAt(1, "search", new IllegalStateException("a bug"));
        try (MemoryManager manager = Memcore.builder().log(log).index(failing).build()) {
            MemorySpace space = manager.space(BOB);
            StoreTest.assertFails(ErrorCode.COMPONENT_FAILED, () -> space.recall("one"));
            space.remember("one");
            assertEquals(1, space.recall("one").hits().size());
        }
    }

    @Test
    void anIndexAheadOfTheLogIsBuiltAnewFromTheLog() {
        Memory kept;
        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            kept = manager.space(BOB).remember("kept");
            manager.space(BOB).remember("lost with the end of the log");
        }
        log.cutAfter(1);

        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            assertEquals(Recovery.IndexState.AHEAD, manager.stats().recovery().indexState());
            assertEquals(1, manager.stats().recovery().replayed());
            assertEquals(kept, manager.space(BOB).get(kept.id()).orElseThrow());
            assertEquals(1, manager.stats().memories());
            assertEquals(List.of(), manager.check().findings());
        }
    }

    @Test
    void anIndexThatIsBehindIsGivenOnlyWhatItLacks() {
        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            manager.space(BOB).remember("one");
            manager.space(BOB).remember("two");
        }
        MemoryOp op = new MemoryOp.Add(new MemoryId(1, 1), BOB, Observation.of("three"), TEST);
        log.append(List.of(op), StoreTest.START, commit -> {});

        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            assertEquals(Recovery.IndexState.CURRENT, manager.stats().recovery().indexState());
            assertEquals(1, manager.stats().recovery().replayed());
            assertEquals(3, manager.stats().memories());
        }
    }

    @Test
    void aCommitThatDoesNotFoldIsNamed() {
        log.append(
                List.of(new MemoryOp.Add(new MemoryId(1, 1), BOB, Observation.of("one"), TEST)),
                StoreTest.START,
                commit -> {});
        log.append(List.of(new MemoryOp.Forget(new MemoryId(7, 7), TEST)), StoreTest.START, commit -> {});

        String failure = StoreTest.assertFails(
                ErrorCode.LOG_DAMAGED,
                () -> Memcore.builder().log(log).index(index).build());
        assertTrue(failure.contains("commit 2"), failure);
        assertFalse(log.isClosed(), "what the host passed in is the host's to close");
    }

    @Test
    void aGapInTheLogIsNamed() {
        MemoryOp op = new MemoryOp.Add(new MemoryId(1, 1), BOB, Observation.of("one"), TEST);
        log.forge(new Commit(2, StoreTest.START, List.of(op)));

        String failure = StoreTest.assertFails(
                ErrorCode.LOG_DAMAGED,
                () -> Memcore.builder().log(log).index(index).build());
        assertTrue(failure.contains("commit 2"), failure);
    }

    @Test
    void checkFindsEveryWayInWhichLogAndIndexDisagree() {
        try (MemoryManager manager = Memcore.builder().log(log).index(index).build()) {
            MemoryId revised = manager.space(BOB).remember("one").id();
            manager.space(BOB).remember("two");
            manager.space(BOB).revise(revised, "one, revised");
            assertEquals(List.of(), manager.check().findings());

            LinearIndex other = new LinearIndex();
            MemoryOp stranger = new MemoryOp.Add(new MemoryId(9, 9), BOB, Observation.of("not in the log"), TEST);
            CommitBuilder first = CommitBuilder.ofLogged(other, commit(1));
            CommitBuilder foreign =
                    CommitBuilder.ofLogged(other, new Commit(1, StoreTest.START, List.of(stranger, stranger(8))));
            index.reset();
            index.publish(
                    1,
                    List.of(
                            first.versions().getFirst(),
                            foreign.versions().get(0),
                            foreign.versions().get(1)));
            index.publish(2, List.of());
            index.publish(3, List.of());
            index.publish(4, List.of());

            List<String> found = manager.check().findings().stream()
                    .peek(finding -> assertEquals(ErrorCode.INDEX_DAMAGED, finding.code()))
                    .map(Finding::message)
                    .toList();
            assertEquals(5, found.size(), found::toString);
            assertTrue(found.get(0).contains("index is at commit 4, but the log ends at 3"), found.get(0));
            assertTrue(found.stream().anyMatch(message -> message.contains("version 2 of commit 3 in the log")));
            assertTrue(found.stream().anyMatch(message -> message.contains("is not in the index")));
            assertEquals(
                    2,
                    found.stream()
                            .filter(message -> message.endsWith("is in the index, but not in the log"))
                            .count());
        }
    }

    @Test
    @Timeout(60)
    void aCheckWaitsWhileRetentionDropsMemories() {
        ManualClock clock = new ManualClock(StoreTest.START);
        AtomicReference<MemoryManager> open = new AtomicReference<>();
        AtomicReference<Thread> checking = new AtomicReference<>();
        List<Finding> found = new CopyOnWriteArrayList<>();
        MemoryIndex index = intercepted("dropHistory", arguments -> {
            Thread thread = new Thread(() ->
                    found.addAll(Objects.requireNonNull(open.get()).check().findings()));
            thread.start();
            checking.set(thread);
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        });
        try (MemoryManager manager = forgetful(index, clock)) {
            open.set(manager);
            MemorySpace space = manager.space(BOB);
            space.remember("kept");
            space.forget(space.remember("forgotten").id());
            clock.advance(Duration.ofDays(2));
            assertEquals(2, manager.maintain(Budget.ofDefaults()).compacted());
            Race.of(1, thread -> {
                Objects.requireNonNull(checking.get()).join();
                return true;
            });
        }
        assertEquals(List.of(), found);
    }

    @Test
    void whatRetentionHasDroppedFromTheLogAloneIsNoDamageAndTheNextRunCompletesIt() {
        ManualClock clock = new ManualClock(StoreTest.START);
        MemoryIndex failing = failingAt(1, "dropHistory", new IllegalStateException("the process is killed here"));
        MemoryId gone;
        try (MemoryManager manager = forgetful(failing, clock)) {
            MemorySpace space = manager.space(BOB);
            gone = space.remember("forgotten").id();
            space.forget(gone);
            clock.advance(Duration.ofDays(2));
            StoreTest.assertFails(ErrorCode.COMPONENT_FAILED, () -> manager.maintain(Budget.ofDefaults()));
        }
        try (MemoryManager manager = forgetful(index, clock)) {
            assertEquals(2, manager.space(BOB).history(gone).size());
            assertEquals(List.of(), manager.check().findings());
            assertEquals(2, manager.maintain(Budget.ofDefaults()).compacted());
            StoreTest.assertFails(ErrorCode.NOT_FOUND, () -> manager.space(BOB).history(gone));
            assertEquals(List.of(), manager.check().findings());
        }
    }

    private MemoryManager forgetful(MemoryIndex over, ManualClock clock) {
        return Memcore.builder()
                .log(log)
                .index(over)
                .clock(clock)
                .retention(Retention.FOREVER.withForgotten(Duration.ofDays(1)))
                .build();
    }

    private Commit commit(long sequence) {
        return log.read(sequence).next();
    }

    private static MemoryOp stranger(int n) {
        return new MemoryOp.Add(new MemoryId(9, n), BOB, Observation.of("not in the log"), TEST);
    }

    /** The index, whose n-th call of a method, and no other, fails. */
    private MemoryIndex failingAt(int nth, String method, Throwable failure) {
        AtomicInteger calls = new AtomicInteger();
        return intercepted(method, arguments -> {
            if (calls.incrementAndGet() == nth) {
                throw failure;
            }
        });
    }

    private interface Before {
        void call(Object[] arguments) throws Throwable;
    }

    /** The index, with something to be done before each call of a method. */
    private MemoryIndex intercepted(String method, Before before) {
        return (MemoryIndex) Proxy.newProxyInstance(
                MemoryIndex.class.getClassLoader(), new Class<?>[] {MemoryIndex.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        before.call(arguments);
                    }
                    try {
                        return called.invoke(index, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
