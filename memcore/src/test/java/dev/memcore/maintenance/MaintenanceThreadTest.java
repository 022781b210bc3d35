package dev.memcore.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.consolidation.Policies;
import dev.memcore.contract.Store;
import dev.memcore.contract.StoreTest;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The thread that maintains by itself. Tests wait for what its listener is told, however long that takes. */
final class MaintenanceThreadTest extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Duration NEVER_IN_A_TEST = Duration.ofDays(1);
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final Events events = new Events();

    @Override
    public Store newStore() {
        return Store.overFakes();
    }

    /** What the listener was told, in order. */
    private static final class Events implements MaintenanceListener {
        private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        private final List<Long> commits = new ArrayList<>();

        @Override
        public void finished(MaintenanceReport report) {
            threads.add(Thread.currentThread());
            synchronized (commits) {
                commits.addAll(report.commits());
            }
            told.add(report);
        }

        @Override
        public void failed(Scope scope, String policy, Throwable cause) {
            told.add(cause);
        }

        @Override
        public void failed(RuntimeException cause) {
            told.add(cause);
        }

        Object await(Predicate<Object> wanted) throws InterruptedException {
            Object next;
            do {
                next = told.poll(1, TimeUnit.MINUTES);
                assertTrue(next != null, "nothing was heard for a minute");
            } while (!wanted.test(next));
            return next;
        }

        /** Waits for reports of so many operations in all. */
        void awaitOperations(int operations) throws InterruptedException {
            int total = 0;
            while (total < operations) {
                total += ((MaintenanceReport) await(MaintenanceReport.class::isInstance)).total();
            }
            assertEquals(operations, total);
        }
    }

    private MemorySpace open(MemcoreBuilder builder) {
        manager.close();
        manager = builder.maintenanceListener(events).build();
        return manager.space(BOB);
    }

    private static List<String> texts(MemorySpace space) {
        return space.list(MemoryFilter.any(), null, 100).memories().stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void whatIsDueIsRunSoonAndCanBeUndone() throws InterruptedException {
        MemorySpace bob = open(builder()
                .maintainEvery(NEVER_IN_A_TEST)
                .on(Trigger.overflow(Tier.LONG, 2), Policies.fifo(Tier.LONG, 1)));
        bob.remember("a");
        bob.remember("b");
        assertEquals(List.of("a", "b"), texts(bob));
        bob.remember("c");
        events.awaitOperations(2);
        assertEquals(List.of("c"), texts(bob));
        synchronized (events.commits) {
            manager.undo(events.commits);
        }
        assertEquals(List.of("a", "b", "c"), texts(bob), "an undo is not undone: it makes nothing due");
        bob.remember("d");
        events.awaitOperations(3);
        assertEquals(List.of("d"), texts(bob));
    }

    @Test
    void allIsRunAtTheIntervalAndClosingEndsTheThread() throws InterruptedException {
        MemorySpace bob = open(builder().maintainEvery(AT_ONCE).policies(List.of(Policies.fifo(Tier.LONG, 0))));
        bob.remember("a");
        events.awaitOperations(1);
        bob.remember("b");
        events.awaitOperations(1);
        manager.close();
        Thread thread = events.threads.take();
        assertFalse(thread.isAlive());
        assertEquals("memcore-maintain", thread.getName());
    }

    @Test
    void whatWasDueBeforeTheCrashIsRunAtOpening() throws InterruptedException {
        manager.space(BOB).remember("a");
        manager.space(BOB).remember("b");
        open(builder().maintainEvery(NEVER_IN_A_TEST).on(Trigger.added(), Policies.fifo(Tier.LONG, 1)));
        events.awaitOperations(1);
    }

    @Test
    void aFailureIsToldAndTriedAgain() throws InterruptedException {
        LifecyclePolicy broken = new LifecyclePolicy() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                throw new IllegalStateException("broken");
            }
        };
        MemorySpace bob = open(builder()
                .maintainEvery(AT_ONCE)
                .policies(List.of(broken))
                .on(Trigger.added(), Policies.fifo(Tier.LONG, 0)));
        bob.remember("a");
        events.await(IllegalStateException.class::isInstance);
        events.await(IllegalStateException.class::isInstance);
        bob.remember("b");
        events.told.clear();
        events.await(IllegalStateException.class::isInstance); // of a run that may have begun before
        events.await(IllegalStateException.class::isInstance);
        assertEquals(List.of(), texts(bob), "what comes before the failure is done");
    }

    @Test
    void aPolicyThatNeverEndsIsStoppedAndDoesNotWakeTheThreadAgain() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        LifecyclePolicy endless = new LifecyclePolicy() {
            @Override
            public String name() {
                return "endless";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                asked.incrementAndGet();
                try (var memories = scope.memories()) {
                    return memories.limit(limit)
                            .<MemoryOp>map(memory -> MemoryOp.Adjust.importance(
                                    memory.id(), 1 - memory.observation().importance(), Cause.of("endless")))
                            .toList();
                }
            }
        };
        MemorySpace bob = open(builder().maintainEvery(NEVER_IN_A_TEST).on(Trigger.added(), endless));
        bob.remember(Observation.builder("one").importance(0.2).build());
        events.await(MemoryException.class::isInstance);
        MaintenanceReport stopped = (MaintenanceReport) events.await(MaintenanceReport.class::isInstance);
        assertTrue(stopped.finished());
        assertEquals(1, stopped.failures().size());
        int before = asked.get();
        bob.remember("another one is no reason to try again");
        assertEquals(before, asked.get());
        manager.maintain(Budget.ofDefaults());
        assertTrue(asked.get() > before, "a full run tries again");
    }

    @Test
    void aListenerCannotCloseTheStore() throws InterruptedException {
        BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
        manager.close();
        manager = builder()
                .maintainEvery(NEVER_IN_A_TEST)
                .on(Trigger.added(), Policies.fifo(Tier.LONG, 5))
                .maintenanceListener(new MaintenanceListener() {
                    @Override
                    public void finished(MaintenanceReport report) {
                        refusals.add(assertFails(ErrorCode.CONFLICT, () -> manager.close()));
                    }
                })
                .build();
        manager.space(BOB).remember("makes work due");
        String refusal = String.valueOf(refusals.poll(1, TimeUnit.MINUTES));
        assertTrue(refusal.contains("from within"), refusal);
        manager.space(BOB).remember("still open");
    }
}
