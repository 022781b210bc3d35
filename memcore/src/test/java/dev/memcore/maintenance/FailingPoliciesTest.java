package dev.memcore.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.contract.StoreTest;
import dev.memcore.fault.FaultyLog;
import dev.memcore.fault.InterceptedIndex;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.Trigger;
import dev.memcore.testkit.ManualClock;
import dev.memcore.testkit.index.LinearIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a policy, a retention or a write stage that fails, breaks its contract or never ends does to all others. */
final class FailingPoliciesTest {
    private static final Scope ANN = Scope.of("acme", "ann");
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Scope EVE = Scope.of("acme", "eve");
    private static final Budget ALL = Budget.ofDefaults();
    private static final Cause CAUSE = Cause.of("test");

    private final FaultyLog log = new FaultyLog();
    private final LinearIndex index = new LinearIndex();
    private final ManualClock clock = new ManualClock(StoreTest.START);

    private MemcoreBuilder builder() {
        return builder(index);
    }

    private MemcoreBuilder builder(MemoryIndex over) {
        return Memcore.builder().log(log).index(over).clock(clock);
    }

    /** A policy that does something in one scope. */
    private static LifecyclePolicy in(Scope scope, String name, Function<ScopeView, List<MemoryOp>> proposal) {
        return new LifecyclePolicy() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<MemoryOp> propose(ScopeView view, int limit, IdSource ids) {
                return view.scope().equals(scope)
                        ? proposal.apply(view).stream().limit(limit).toList()
                        : List.of();
            }
        };
    }

    private static LifecyclePolicy broken(Throwable failure) {
        return in(BOB, "broken", view -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
    }

    /** Always has something to say: moves the first memory to and fro. */
    private static LifecyclePolicy restless(String name, Tier from, Tier to) {
        return in(BOB, name, view -> {
            try (var memories = view.memories(from)) {
                return memories.findFirst()
                        .map(memory -> List.<MemoryOp>of(new MemoryOp.Move(memory.id(), to, CAUSE)))
                        .orElse(List.of());
            }
        });
    }

    private static LifecyclePolicy endless() {
        return in(BOB, "endless", view -> {
            try (var memories = view.memories()) {
                return memories.<MemoryOp>map(memory -> MemoryOp.Adjust.importance(
                                memory.id(), memory.observation().importance() > 0.5 ? 0.1 : 0.9, CAUSE))
                        .toList();
            }
        });
    }

    private static List<String> failed(MaintenanceReport report) {
        return report.failures().stream()
                .map(failure -> failure.policy() + " in " + failure.scope().user())
                .toList();
    }

    private static void rememberThree(MemoryManager manager) {
        for (Scope scope : List.of(ANN, BOB, EVE)) {
            manager.space(scope).remember("one");
            manager.space(scope).remember("two");
        }
    }

    private static long archived(MemoryManager manager, Scope scope) {
        MemoryFilter archive = MemoryFilter.builder().tier(Tier.ARCHIVE).build();
        return manager.space(scope).list(archive, null, 10).memories().size();
    }

    @Test
    void aPolicyThatFailsInOneScopeStopsNoOtherScopeNorPolicyNorRetention() {
        for (Throwable failure : List.of(
                new IllegalStateException("broken"),
                new StackOverflowError("too deep"),
                MemoryException.of(ErrorCode.IO_FAILED, "a model that is far away"))) {
            FaultyLog fresh = new FaultyLog();
            try (MemoryManager manager = Memcore.builder()
                    .log(fresh)
                    .index(new LinearIndex())
                    .clock(clock)
                    .policies(List.of(broken(failure), Policies.fifo(Tier.LONG, 1)))
                    .retention(Retention.ofVersions(1))
                    .build()) {
                rememberThree(manager);
                MaintenanceReport report = manager.maintain(ALL);
                assertEquals(List.of("broken in bob"), failed(report));
                assertTrue(report.failures().getFirst().message().contains(String.valueOf(failure.getMessage())));
                assertTrue(report.finished());
                for (Scope scope : List.of(ANN, BOB, EVE)) {
                    assertEquals(1, archived(manager, scope), () -> "of " + scope);
                }
                assertEquals(3, report.compacted());
                assertEquals(List.of("broken in bob"), failed(manager.maintain(ALL)), "it is tried again");
            }
        }
    }

    @Test
    void aPolicyThatFailsLaterKeepsWhatItHasDone() {
        AtomicInteger asked = new AtomicInteger();
        LifecyclePolicy hesitant = in(BOB, "hesitant", view -> {
            if (asked.incrementAndGet() > 1) {
                throw new IllegalStateException("no more");
            }
            try (var memories = view.memories()) {
                return List.of(
                        new MemoryOp.Move(memories.findFirst().orElseThrow().id(), Tier.ARCHIVE, CAUSE));
            }
        });
        try (MemoryManager manager = builder().policies(List.of(hesitant)).build()) {
            rememberThree(manager);
            MaintenanceReport report = manager.maintain(ALL);
            assertEquals(List.of("hesitant in bob"), failed(report));
            assertEquals(1, report.total());
            assertEquals(1, archived(manager, BOB));
            manager.undo(report.commits());
            assertEquals(0, archived(manager, BOB));
        }
    }

    @Test
    void aRetentionThatFailsInOneScopeStopsNoOther() {
        try (MemoryManager manager = builder()
                .policies(List.of(Policies.fifo(Tier.LONG, 1)))
                .retention(scope -> {
                    if (scope.equals(BOB)) {
                        throw new IllegalStateException("nobody knows");
                    }
                    return Retention.ofVersions(1);
                })
                .build()) {
            rememberThree(manager);
            MaintenanceReport report = manager.maintain(ALL);
            assertEquals(List.of("retention in bob"), failed(report));
            assertEquals(2, report.compacted());
            assertTrue(report.finished());
        }
    }

    @Test
    void aPolicyThatNeverEndsIsStoppedAndTheOthersGoOn() {
        try (MemoryManager manager = builder()
                .policies(List.of(endless(), Policies.fifo(Tier.LONG, 1)))
                .build()) {
            rememberThree(manager);
            List<MaintenanceReport> reports = new ArrayList<>();
            do {
                reports.add(manager.maintain(Budget.ofOperations(500)));
            } while (!reports.getLast().finished() && reports.size() < 100);
            assertTrue(reports.getLast().finished());
            assertEquals(List.of("endless in bob"), failed(reports.getLast()));
            int most = RunawayGuard.FREE + 2 * RunawayGuard.PER_MEMORY;
            int total = reports.stream().mapToInt(MaintenanceReport::total).sum();
            assertTrue(total > most && total <= most + 10, () -> total + " operations");
            assertEquals(1, archived(manager, EVE), "which comes later");
            assertEquals(List.of("endless in bob"), failed(manager.maintain(ALL)), "the next run begins anew");
            assertEquals(List.of("endless in bob"), failed(manager.dryRun(ALL)));
        }
    }

    @Test
    void policiesThatUndoEachOthersWorkAreStopped() {
        try (MemoryManager manager = builder()
                .on(Trigger.overflow(Tier.LONG, 0), restless("away", Tier.LONG, Tier.MID))
                .on(Trigger.overflow(Tier.MID, 0), restless("back", Tier.MID, Tier.LONG))
                .build()) {
            manager.space(BOB).remember("to and fro");
            MaintenanceReport report = manager.maintain(ALL);
            assertFalse(report.failures().isEmpty());
            assertTrue(report.finished());
            assertTrue(report.total() <= 2 * (RunawayGuard.FREE + RunawayGuard.PER_MEMORY) + 2);
        }
    }

    @Test
    void whatExceedsALimitDoesNotFitAndTheRestIsDone() {
        try (MemoryManager manager = builder().build()) {
            MemorySpace bob = manager.space(BOB);
            Memory full = bob.remember("full");
            Memory other = bob.remember("other");
            bob.apply(IntStream.range(0, Memory.MAX_LINKS)
                    .<MemoryOp>mapToObj(i ->
                            new MemoryOp.AddLink(Link.of(full.id(), other.id(), LinkType.of("relation " + i)), CAUSE))
                    .toList());
        }
        LifecyclePolicy greedy = in(BOB, "greedy", view -> {
            try (var seen = view.memories(Tier.LONG)) {
                List<Memory> left = seen.toList();
                return left.size() < 2
                        ? List.of()
                        : List.of(
                                new MemoryOp.AddLink(
                                        Link.of(left.get(0).id(), left.get(1).id(), LinkType.SIMILAR), CAUSE),
                                new MemoryOp.Revise(left.get(1).id(), "x".repeat(1_000_001), 0, CAUSE),
                                new MemoryOp.Move(left.get(1).id(), Tier.ARCHIVE, CAUSE));
            }
        });
        try (MemoryManager manager = builder().policies(List.of(greedy)).build()) {
            MaintenanceReport report = manager.maintain(ALL);
            assertEquals(List.of(), report.failures());
            assertTrue(report.skipped() > 0);
            assertTrue(report.finished());
        }
    }

    @Test
    void whatAPolicyMayNotProposeIsItsFailure() {
        MemoryId ahead = new MemoryId(-1, -1);
        Observation reserved =
                Observation.builder("mine").idempotencyKey("memcore:horizon").build();
        for (MemoryOp op : List.<MemoryOp>of(
                new MemoryOp.Add(new MemoryId(7, 7), BOB, reserved, CAUSE),
                new MemoryOp.Add(ahead, BOB, Observation.of("from the future"), CAUSE),
                new MemoryOp.Use(new MemoryId(1, 1), new Usage(1, 0, 0, null), CAUSE))) {
            try (MemoryManager manager = builder()
                    .policies(List.of(in(BOB, "bold", view -> List.of(op))))
                    .build()) {
                manager.space(BOB).remember("one");
                long before = manager.stats().lastSequence();
                assertEquals(List.of("bold in bob"), failed(manager.maintain(ALL)));
                assertEquals(before, manager.stats().lastSequence());
            }
        }
    }

    @Test
    void whatAWriteStageMayNotProposeFailsTheWrite() {
        MemoryId known;
        try (MemoryManager manager = builder().build()) {
            known = manager.space(BOB).remember("known").id();
        }
        Observation reserved =
                Observation.builder("mine").idempotencyKey("memcore:horizon").build();
        for (MemoryOp more : List.<MemoryOp>of(
                new MemoryOp.Use(known, new Usage(1, 0, 0, null), CAUSE),
                new MemoryOp.Erase(known, BOB, 1, "00".repeat(32), CAUSE),
                new MemoryOp.Add(new MemoryId(7, 7), BOB, reserved, CAUSE),
                new MemoryOp.Add(new MemoryId(-1, -1), BOB, Observation.of("from the future"), CAUSE),
                new MemoryOp.Revise(known, "x".repeat(1_000_001), 0, CAUSE))) {
            WriteStage bold = (scope, observation, ids, now) ->
                    List.of(new MemoryOp.Add(ids.next(now), scope, observation, CAUSE), more);
            try (MemoryManager manager = builder().writeStage(bold).build()) {
                MemorySpace bob = manager.space(BOB);
                String failure = StoreTest.assertFails(ErrorCode.COMPONENT_FAILED, () -> bob.remember("new"));
                assertTrue(failure.contains("broke its contract"), failure);
                assertEquals(1, manager.stats().lastSequence());
                assertTrue(bob.get(known).isPresent());
            }
        }
    }

    @Test
    void retentionReadsTheLogOnceForAllScopesAndWithinTheTime() {
        try (MemoryManager manager =
                builder().retention(Retention.ofVersions(1)).build()) {
            for (Scope scope : List.of(ANN, BOB, EVE)) {
                Memory memory = manager.space(scope).remember("one");
                manager.space(scope).revise(memory.id(), "two");
            }
            assertEquals(3, manager.maintain(ALL).compacted());
            assertEquals(1, log.rewritings());
            for (Scope scope : List.of(ANN, BOB, EVE)) {
                Memory memory = manager.space(scope).remember("three");
                manager.space(scope).revise(memory.id(), "four");
            }
            Budget moment = ALL.withTime(Duration.ofNanos(1));
            long compacted = 0;
            int runs = 0;
            MaintenanceReport report;
            do {
                report = manager.maintain(moment);
                compacted += report.compacted();
                runs++;
                assertTrue(report.compacted() <= 1, "a run without time does one thing");
            } while (!report.finished() && runs < 20);
            assertTrue(report.finished());
            assertEquals(3, compacted);
            assertEquals(List.of(), manager.check().findings());
        }
    }

    @Test
    void whatIsDueIsNotLostWhenTheStoreFailsBeforeAnybodyIsAsked() {
        Asked asked = new Asked();
        AtomicInteger failures = new AtomicInteger();
        MemoryIndex failing = InterceptedIndex.of(index, "countInForce", arguments -> {
            if (failures.getAndDecrement() > 0) {
                throw MemoryException.of(ErrorCode.IO_FAILED, "the index cannot be read");
            }
        });
        try (MemoryManager manager =
                builder(failing).on(Trigger.overflow(Tier.LONG, 1), asked).build()) {
            manager.maintain(ALL);
            rememberThree(manager);
            failures.set(1);
            StoreTest.assertFails(ErrorCode.IO_FAILED, () -> manager.maintain(ALL));
            assertEquals(List.of(), asked.since());
            assertTrue(manager.maintain(ALL).finished());
            assertEquals(Set.of(ANN, BOB, EVE), Set.copyOf(asked.since()));
        }
    }

    @Test
    void usageDoesNotDropWhileItIsWritten() {
        AtomicReference<MemoryManager> open = new AtomicReference<>();
        AtomicReference<MemoryId> used = new AtomicReference<>();
        List<Integer> seen = new ArrayList<>();
        MemoryIndex watching = InterceptedIndex.of(index, "publish", arguments -> {
            MemoryId id = used.get();
            if (id != null) {
                seen.add(Objects.requireNonNull(open.get()).space(BOB).usage(id).uses());
            }
        });
        try (MemoryManager manager = builder(watching).build()) {
            open.set(manager);
            MemorySpace bob = manager.space(BOB);
            MemoryId id = bob.remember("used").id();
            used.set(id);
            for (int i = 0; i < 3; i++) {
                bob.feedback(Set.of(id), Outcome.CITED);
            }
            manager.maintain(ALL);
            assertEquals(List.of(3), seen);
            assertEquals(3, bob.usage(id).uses());
        }
    }

    @Test
    void feedbackThatCannotBeWrittenYetIsCountedOnceAndMakesItsPoliciesDue() {
        Asked asked = new Asked();
        try (MemoryManager manager = builder().on(Trigger.feedback(), asked).build()) {
            MemorySpace bob = manager.space(BOB);
            MemoryId id = bob.remember("used").id();
            bob.feedback(Set.of(id), Outcome.CITED);
            manager.maintain(ALL);
            asked.since();
            bob.feedback(Set.of(id), Outcome.CITED);
            clock.advance(Duration.ofMinutes(1));
            log.failAt(1);
            bob.feedback(Set.of(id), Outcome.CITED);
            assertEquals(3, bob.usage(id).uses());
            log.failAt(Integer.MAX_VALUE);
            manager.maintain(ALL);
            assertEquals(List.of(BOB), asked.since());
            assertEquals(3, bob.usage(id).uses());
        }
        try (MemoryManager manager = builder().build()) {
            MemoryId id = manager.space(BOB)
                    .list(MemoryFilter.any(), null, 1)
                    .memories()
                    .getFirst()
                    .id();
            assertEquals(3, manager.space(BOB).usage(id).uses());
            assertFalse(manager.space(BOB).usage(id).lastUsed() == null);
        }
    }
}
