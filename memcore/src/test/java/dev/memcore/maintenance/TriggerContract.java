package dev.memcore.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.config.MaintenanceListener;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.consolidation.value.Values;
import dev.memcore.contract.StoreTest;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.spi.lifecycle.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a manager promises of triggers, of what is due, and of listeners. */
public abstract class TriggerContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Scope EVE = Scope.of("acme", "eve");
    private static final Budget ALL = Budget.ofDefaults();

    private final Asked asked = new Asked();

    private MemorySpace on(Trigger trigger) {
        return open(builder().on(trigger, asked));
    }

    private MemorySpace open(MemcoreBuilder builder) {
        manager.close();
        manager = builder.build();
        return manager.space(BOB);
    }

    private void assertDue(Scope... scopes) {
        assertTrue(manager.dryRun(ALL).finished());
        assertEquals(List.of(scopes), asked.since(), "a dry run");
        assertTrue(manager.maintain(ALL).finished());
        assertEquals(List.of(scopes), asked.since(), "a run");
        manager.maintain(ALL);
        assertEquals(List.of(), asked.since(), "what was run is due no longer");
    }

    @Test
    void whatIsAdded() {
        MemorySpace bob = on(Trigger.added());
        assertDue();
        bob.blocks().set("persona", "brief");
        assertDue();
        Memory first = bob.remember("one");
        bob.remember("two");
        manager.space(EVE).remember("three");
        assertDue(BOB, EVE);
        bob.revise(first.id(), "uno");
        bob.pin(first.id(), true);
        bob.recall("uno");
        assertDue();
    }

    @Test
    void whatOverflows() {
        MemorySpace bob = on(Trigger.overflow(Tier.LONG, 2));
        Memory first = bob.remember("one");
        bob.remember("two");
        bob.session("s").add(Role.USER, "short");
        assertDue();
        bob.remember("three");
        assertDue(BOB);
        bob.remember("four");
        bob.forget(first.id());
        bob.apply(List.of(new MemoryOp.Move(bob.remember("five").id(), Tier.MID, Cause.HOST)));
        assertDue(BOB);
        bob.list(MemoryFilter.any(), null, 10).memories().forEach(memory -> bob.forget(memory.id()));
        assertDue();
        bob.remember("six");
        assertDue();
    }

    @Test
    void anOverflowThatIsOverIsNotAskedFor() {
        MemorySpace bob = on(Trigger.overflow(Tier.LONG, 1));
        bob.remember("one");
        bob.forget(bob.remember("two").id());
        assertDue();
    }

    @Test
    void aScopeThatWasErasedCountsAnew() {
        MemorySpace bob = on(Trigger.everyMemories(2));
        bob.remember("one");
        bob.erase(Erasure.wholeScope());
        bob.remember("two");
        assertDue();
        bob.remember("three");
        manager.space(EVE).rememberAll(List.of(Observation.of("a"), Observation.of("b")));
        bob.erase(Erasure.wholeScope());
        assertDue(EVE);
        Memory shared = bob.remember("four");
        bob.erase(Erasure.of(shared.id()));
        bob.remember("five");
        assertDue(BOB);
    }

    @Test
    void everySoManyMemoriesTokensAndRecalls() {
        manager.close();
        Asked tokens = new Asked();
        Asked recalls = new Asked();
        manager = builder()
                .tokenCounter(text -> text.length())
                .on(Trigger.everyMemories(3), asked)
                .on(Trigger.everyTokens(8), tokens)
                .on(Trigger.everyRecalls(2), recalls)
                .build();
        MemorySpace bob = manager.space(BOB);
        bob.rememberAll(List.of(Observation.of("one"), Observation.of("two")));
        manager.space(EVE).remember("nine");
        bob.recall("one");
        bob.asOf(START).recall("one");
        manager.maintain(ALL);
        assertEquals(List.of(List.of(), List.of(), List.of()), since(asked, tokens, recalls));
        bob.remember("3");
        bob.recall("one");
        manager.maintain(ALL);
        assertEquals(List.of(List.of(BOB), List.of(), List.of(BOB)), since(asked, tokens, recalls));
        bob.remember("4");
        manager.maintain(ALL);
        assertEquals(List.of(List.of(), List.of(BOB), List.of()), since(asked, tokens, recalls), "3 + 3 + 1 + 1");
    }

    private static List<List<Scope>> since(Asked... policies) {
        return List.of(policies).stream().map(Asked::since).toList();
    }

    @Test
    void feedbackAndValue() {
        manager.close();
        Asked valuable = new Asked();
        manager = builder()
                .on(Trigger.feedback(), asked)
                .on(Trigger.value(Values.attention(1), 0.6), valuable)
                .on(Trigger.value(Values.importance(), 0.9), valuable)
                .build();
        MemorySpace bob = manager.space(BOB);
        Memory memory = bob.remember("one");
        manager.space(EVE).feedback(Set.of(memory.id()), Outcome.CITED);
        assertDue();
        bob.feedback(Map.of(memory.id(), 0.5), Outcome.CITED);
        manager.maintain(ALL);
        assertEquals(List.of(List.of(BOB), List.of()), since(asked, valuable));
        bob.feedback(Set.of(memory.id()), Outcome.CITED);
        manager.maintain(ALL);
        assertEquals(List.of(List.of(BOB), List.of(BOB)), since(asked, valuable), "1.5 / 2.5 = 0.6");
        bob.remember(Observation.builder("vital").importance(0.9).build());
        manager.maintain(ALL);
        assertEquals(List.of(List.of(), List.of(BOB)), since(asked, valuable));
    }

    @Test
    void theEndOfASession() {
        SessionMemory session = on(Trigger.sessionEnd()).session("s");
        session.add(Role.USER, "hello");
        assertDue();
        session.end();
        session.end();
        assertDue(BOB);
        session.add(Role.USER, "one more thing");
        session.end();
        assertDue(BOB);
    }

    @Test
    void pressureOfTheContext() {
        manager.close();
        manager = builder()
                .tokenCounter(text -> text.length())
                .on(Trigger.contextPressure(0.7), asked)
                .policies(List.of(Policies.limitShortTierPerSession(1)))
                .build();
        SessionMemory session = manager.space(BOB).session("s");
        session.window(10);
        session.add(Role.USER, "123");
        session.add(Role.USER, "456");
        session.window(9);
        assertEquals(List.of(), manager.dryRun(ALL).commits());
        assertEquals(List.of(), asked.since());
        session.add(Role.USER, "7");
        session.window(10);
        manager.maintain(ALL);
        assertEquals(List.of(BOB), asked.since());
        session.window(10);
        manager.maintain(ALL);
        assertEquals(List.of(), asked.since(), "what has left SHORT does not press");
    }

    @Test
    void pressureCountsMoreThanIsKeptInMemory() {
        manager.close();
        manager = builder()
                .tokenCounter(text -> text.length())
                .windowMessages(2)
                .on(Trigger.contextPressure(0.7), asked)
                .on(Trigger.contextPressure(100), asked)
                .build();
        SessionMemory session = manager.space(BOB).session("s");
        for (int i = 0; i < 7; i++) {
            session.add(Role.USER, "x");
        }
        session.window(10);
        manager.maintain(ALL);
        assertEquals(List.of(BOB), asked.since());
    }

    @Test
    void atOpeningScopesAreDueOnceForWhatMayHaveBeenCounted() {
        MemorySpace bob = manager.space(BOB);
        bob.remember("one");
        bob.remember("two");
        manager.space(EVE).remember("three");
        on(Trigger.everyMemories(100));
        assertDue(BOB, EVE);
        on(Trigger.sessionEnd());
        assertDue(BOB, EVE);
        on(Trigger.overflow(Tier.LONG, 1));
        assertDue(BOB);
        manager.space(EVE).remember("four");
        assertDue(EVE);
        on(Trigger.feedback());
        assertDue();
        on(Trigger.everyRecalls(1));
        assertDue();
    }

    @Test
    void whatPoliciesDoMakesOnlyOverflowsDueAndInTheSameRun() {
        MemorySpace bob = open(builder()
                .on(Trigger.added(), asked)
                .on(Trigger.overflow(Tier.SHORT, 3), Policies.limitShortTierPerSession(1))
                .on(Trigger.overflow(Tier.MID, 1), new Gists()));
        SessionMemory session = bob.session("s");
        for (int i = 0; i < 3; i++) {
            session.add(Role.USER, "turn " + i);
        }
        assertEquals(0, manager.maintain(ALL).total());
        session.add(Role.USER, "turn 3");
        List<String> plan = inWords(manager.dryRun(ALL));
        asked.since();
        MaintenanceReport report = manager.maintain(ALL);
        assertEquals(plan, inWords(report));
        assertEquals(Map.of(Policies.limitShortTierPerSession(1).name(), 3, "gists", 6), report.proposed());
        assertTrue(report.finished());
        assertEquals(List.of(BOB), asked.since());
        assertEquals(0, manager.maintain(ALL).total(), "gists are no additions of the host's");
        assertEquals(List.of(), asked.since());
    }

    /** What an operation does, to which text: ids of new memories differ from run to run. */
    private List<String> inWords(MaintenanceReport report) {
        return report.operations().stream()
                .map(op -> switch (op) {
                    case MemoryOp.Add add -> "add " + add.observation().text();
                    case MemoryOp.Move move ->
                        "move "
                                + manager.space(BOB)
                                        .get(move.id())
                                        .orElseThrow()
                                        .text() + " to " + move.tier();
                    default -> op.toString();
                })
                .toList();
    }

    @Test
    void whatIsOutOfBudgetStaysDueAndTheNextRunGoesOn() {
        MemorySpace bob = open(builder().on(Trigger.overflow(Tier.LONG, 4), Policies.fifo(Tier.LONG, 1)));
        for (int i = 0; i < 6; i++) {
            bob.remember("m" + i);
        }
        MaintenanceReport first = manager.maintain(Budget.ofOperations(3));
        assertEquals(3, first.total());
        assertFalse(first.finished());
        MaintenanceReport second = manager.maintain(ALL);
        assertEquals(2, second.total(), "down to 1, though 3 are no overflow any more");
        assertTrue(second.finished());
    }

    @Test
    void whatHasOverflownIsSeenThoughTheRunThatMovedItWasOutOfBudget() {
        MemorySpace bob = open(builder()
                .policies(List.of(Policies.fifo(Tier.LONG, 0)))
                .on(Trigger.overflow(Tier.ARCHIVE, 1), Policies.fifo(Tier.ARCHIVE, 1)));
        bob.rememberAll(List.of(Observation.of("a"), Observation.of("b"), Observation.of("c")));
        manager.maintain(Budget.ofOperations(2));
        MaintenanceReport run = manager.maintain(Budget.ofOperations(2));
        while (!run.finished()) {
            run = manager.maintain(Budget.ofOperations(2));
        }
        assertEquals(
                List.of("c"),
                bob.list(MemoryFilter.any().everywhere(), null, 10).memories().stream()
                        .map(Memory::text)
                        .toList());
    }

    @Test
    void runsOfNoTimeAtAllGetThere() {
        Budget instant = ALL.withTime(Duration.ofNanos(1));
        MemorySpace bob = open(builder()
                .policies(
                        List.of(Policies.mergeNearDuplicates(), Policies.fifo(Tier.LONG, 2), Policies.lru(Tier.MID, 1)))
                .on(Trigger.added(), asked, Policies.fifo(Tier.LONG, 3)));
        for (int i = 0; i < 5; i++) {
            bob.remember("m" + i);
            manager.space(EVE).remember("n" + i);
        }
        int runs = 1;
        while (!manager.maintain(instant).finished()) {
            runs++;
            assertTrue(runs < 20, "gets nowhere");
        }
        assertTrue(runs > 1, "the time is kept to");
        assertEquals(0, manager.dryRun(ALL).total());
        assertEquals(2, bob.list(MemoryFilter.any(), null, 10).memories().size());
    }

    @Test
    void aPolicyThatMustDoMoreThanIsLeftSaysThatThereIsMore() {
        MemorySpace bob = open(builder().policies(List.of(new Gists())));
        for (int i = 0; i < 2; i++) {
            bob.remember(Observation.builder("m" + i).tier(Tier.MID).build());
        }
        MaintenanceReport first = manager.maintain(Budget.ofOperations(3));
        assertEquals(2, first.total());
        assertFalse(first.finished());
        assertTrue(manager.maintain(Budget.ofOperations(3)).finished());
        assertEquals(0, manager.maintain(ALL).total());
    }

    private static final LifecyclePolicy BROKEN = new LifecyclePolicy() {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
            throw new IllegalStateException("broken");
        }
    };

    @Test
    void aRunThatDiesHalfwayIsDueAgainAfterOpening() {
        LifecyclePolicy gists = new Gists();
        LifecyclePolicy once = new LifecyclePolicy() {
            private boolean asked;

            @Override
            public String name() {
                return gists.name();
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                if (asked) {
                    throw MemoryException.of(ErrorCode.INDEX_DAMAGED, "the store dies here");
                }
                asked = true;
                return gists.propose(scope, limit, ids);
            }
        };
        MemorySpace bob = open(builder().on(Trigger.everyMemories(3), once));
        for (int i = 0; i < 4; i++) {
            bob.remember(Observation.builder("m" + i).tier(Tier.MID).build());
        }
        assertFails(ErrorCode.INDEX_DAMAGED, () -> manager.maintain(ALL));
        bob = open(builder().on(Trigger.everyMemories(3), new Gists()));
        assertEquals(1, gists(bob));
        MaintenanceReport rest = manager.maintain(ALL);
        assertEquals(6, rest.total());
        assertEquals(4, gists(bob));
        assertEquals(0, manager.maintain(ALL).total());
    }

    /** The gists, each of which has its source in the archive. */
    private static long gists(MemorySpace space) {
        List<Memory> gists = space.list(MemoryFilter.any(), null, 100).memories().stream()
                .filter(memory -> !memory.observation().derivedFrom().isEmpty())
                .toList();
        for (Memory gist : gists) {
            MemoryId source = gist.observation().derivedFrom().iterator().next();
            assertEquals(Tier.ARCHIVE, space.get(source).orElseThrow().tier());
        }
        return gists.size();
    }

    @Test
    void aPolicyThatFailsIsAskedAgainByEachRunAndKeepsNobodyElseFromItsTurn() {
        MemorySpace bob = open(builder().on(Trigger.feedback(), BROKEN).on(Trigger.added(), asked));
        Memory memory = bob.remember("one");
        manager.maintain(ALL);
        asked.since();
        bob.feedback(Set.of(memory.id()), Outcome.CITED);
        manager.space(EVE).remember("two");
        List<MaintenanceReport.Failure> failures =
                List.of(new MaintenanceReport.Failure(BOB, "broken", "java.lang.IllegalStateException: broken"));
        for (List<Scope> others : List.of(List.of(EVE), List.<Scope>of(), List.<Scope>of())) {
            assertEquals(failures, manager.dryRun(ALL).failures());
            assertEquals(others, asked.since());
            MaintenanceReport report = manager.maintain(ALL);
            assertEquals(failures, report.failures());
            assertTrue(report.finished());
            assertEquals(others, asked.since());
        }
    }

    @Test
    void aValueFunctionThatFailsFailsNoWrite() {
        MemorySpace bob = open(builder()
                .on(
                        Trigger.value(
                                (memory, usage, now) -> {
                                    throw new IllegalStateException("broken");
                                },
                                0),
                        asked));
        Memory memory = bob.remember("one");
        bob.feedback(Set.of(memory.id()), Outcome.CITED);
        assertEquals(1, bob.usage(memory.id()).uses());
        assertDue();
    }

    @Test
    void aListenerHearsOfAllAndAReportStaysSmall() {
        List<String> heard = new ArrayList<>();
        List<MemoryOp> operations = new ArrayList<>();
        MemorySpace bob = open(builder()
                .policies(List.of(Policies.fifo(Tier.LONG, 0)))
                .maintenanceListener(new MaintenanceListener() {
                    @Override
                    public void started(Budget budget) {
                        heard.add("started " + budget.operations());
                    }

                    @Override
                    public void committed(Scope scope, String policy, List<MemoryOp> done, long commit) {
                        heard.add("committed " + done.size() + " in " + scope.user());
                        operations.addAll(done);
                        throw new IllegalStateException("a listener must not break a run");
                    }

                    @Override
                    public void finished(MaintenanceReport report) {
                        heard.add("finished " + report.total());
                    }
                }));
        int many = MaintenanceReport.MOST_OPERATIONS + 500;
        bob.rememberAll(IntStream.range(0, many)
                .mapToObj(i -> Observation.of("note " + i))
                .toList());
        MaintenanceReport plan = manager.dryRun(ALL);
        MaintenanceReport report = manager.maintain(ALL);
        List<String> expected = new ArrayList<>(List.of("started 10000"));
        expected.addAll(Collections.nCopies(many / 100, "committed 100 in bob"));
        expected.add("finished " + many);
        assertEquals(expected, heard);
        assertEquals(many, operations.stream().map(MemoryOp::id).distinct().count());
        assertEquals(operations.subList(0, MaintenanceReport.MOST_OPERATIONS), report.operations());
        assertEquals(many, report.total());
        assertEquals(plan.proposed(), report.proposed());
        assertEquals(many / 100, report.commits().size());
        manager.undo(report.commits());
        assertEquals(many, bob.list(MemoryFilter.any(), null, 1_000).memories().size() + 500);
    }

    @Test
    void aListenerHearsOfFailures() {
        List<String> heard = new ArrayList<>();
        MemorySpace bob = open(builder().policies(List.of(BROKEN)).maintenanceListener(new MaintenanceListener() {
            @Override
            public void failed(Scope scope, String policy, Throwable cause) {
                heard.add(policy + " in " + scope.user() + ": " + cause.getMessage());
            }
        }));
        bob.remember("one");
        assertTrue(manager.maintain(ALL).finished());
        assertEquals(List.of("broken in bob: broken"), heard);
    }

    @Test
    void badTriggersAreRefused() {
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Trigger.overflow(Tier.LONG, -1));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Trigger.everyMemories(0));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Trigger.everyTokens(0));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Trigger.everyRecalls(0));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Trigger.contextPressure(0));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> Trigger.value(Values.importance(), Double.NaN));
        String faults = assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> Memcore.builder()
                        .on(Trigger.added())
                        .maintainEvery(Duration.ofMillis(1))
                        .build());
        assertTrue(faults.contains("2 faults"), faults);
    }

    @Test
    void attentionAddsUpAndSurvives() {
        MemorySpace bob = manager.space(BOB);
        Memory memory = bob.remember("Bob likes tea");
        bob.feedback(Map.of(memory.id(), 0.25), Outcome.CITED);
        bob.feedback(Map.of(memory.id(), 0.5), Outcome.SUCCEEDED);
        bob.feedback(Set.of(memory.id()), Outcome.FAILED);
        assertEquals(new Usage(3, 1, 1, START, 1.75), bob.usage(memory.id()));
        reopen();
        assertEquals(1.75, manager.space(BOB).usage(memory.id()).attention());
        for (double weight : new double[] {0, -0.5, 1.5, Double.NaN}) {
            assertFails(
                    ErrorCode.INVALID_ARGUMENT,
                    () -> manager.space(BOB).feedback(Map.of(memory.id(), weight), Outcome.CITED));
        }
    }
}
