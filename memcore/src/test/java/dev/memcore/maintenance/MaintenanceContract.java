package dev.memcore.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Kind;
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
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.MaintenanceReport;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.Policies;
import dev.memcore.contract.StoreTest;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import dev.memcore.testkit.TableEmbedder;
import dev.memcore.testkit.TableEmbedder.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manager promises of maintenance and of retention. */
public abstract class MaintenanceContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Scope EVE = Scope.of("acme", "eve");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Budget ALL = Budget.ofDefaults();

    private MemorySpace with(LifecyclePolicy... policies) {
        manager.close();
        manager = builder().policies(List.of(policies)).build();
        return manager.space(BOB);
    }

    @Test
    void withoutPoliciesNothingHappens() {
        manager.space(BOB).remember("one");

        MaintenanceReport report = manager.maintain(ALL);
        assertEquals(new MaintenanceReport(List.of(), new TreeMap<>(), List.of(), 0, 0, true, List.of()), report);
    }

    @Test
    void capacitiesHoldForEachScopeAlone() {
        MemorySpace bob = with(Policies.fifo(Tier.LONG, 2));
        MemorySpace eve = manager.space(EVE);
        List<Memory> kept = List.of(bob.remember("a"), bob.remember("b"), bob.remember("c"));
        eve.remember("d");
        bob.pin(kept.get(0).id(), true);

        MaintenanceReport report = manager.maintain(ALL);
        assertTrue(report.finished());
        assertEquals(
                List.of(kept.get(1).id()),
                report.operations().stream().map(MemoryOp::id).toList());
        Memory archived = bob.get(kept.get(1).id()).orElseThrow();
        assertEquals(Tier.ARCHIVE, archived.tier());
        assertEquals(
                "policy:" + Policies.fifo(Tier.LONG, 2).name(), archived.cause().actor());
        assertEquals(List.of(archived.sequence()), report.commits());
        assertEquals(1, eve.recall("d").hits().size());
        assertFalse(bob.recall("b").memories().contains(archived));
        manager.undo(report.commits());
        assertEquals("b", bob.recall("b").memories().getFirst().text());
    }

    @Test
    void aTierIsSeenWithWhatThePoliciesBeforeHaveMoved() {
        List<String> seen = new ArrayList<>();
        LifecyclePolicy watches = new LifecyclePolicy() {
            @Override
            public String name() {
                return "watches";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                for (Tier tier : List.of(Tier.SHORT, Tier.ARCHIVE)) {
                    try (Stream<Memory> memories = scope.memories(tier)) {
                        seen.add(tier + " " + memories.map(Memory::text).toList() + " of " + scope.size(tier));
                    }
                }
                return List.of();
            }
        };
        MemorySpace bob = with(Policies.fifo(Tier.SHORT, 2), watches);
        for (String text : List.of("a", "b", "c")) {
            bob.remember(Observation.builder(text).tier(Tier.SHORT).build());
        }
        bob.forget(bob.remember("gone").id());

        manager.dryRun(ALL);
        List<String> dry = List.copyOf(seen);
        assertTrue(dry.contains("SHORT [b, c] of 2") && dry.contains("ARCHIVE [a] of 1"), dry::toString);
        seen.clear();
        manager.maintain(ALL);
        assertEquals(dry, seen);
    }

    @Test
    void aMergeIsOneCommitWhichUndoTakesBack() {
        MemorySpace bob = with(Policies.mergeAdjacent(new TableEmbedder(Map.of(), 2, Unknown.ZEROS), Tier.LONG, 1));
        List<Memory> parts = List.of(bob.remember("a"), bob.remember("b"), bob.remember("c"));

        MaintenanceReport report = manager.maintain(ALL);
        Memory merged = bob.get(report.operations().getFirst().id()).orElseThrow();
        assertEquals("a\nb\nc", merged.text());
        assertEquals(1, report.commits().size());
        for (Memory part : parts) {
            assertTrue(merged.observation().derivedFrom().contains(part.id()));
            assertEquals(Tier.ARCHIVE, bob.get(part.id()).orElseThrow().tier());
        }
        assertEquals(List.of(), manager.maintain(ALL).operations());

        manager.undo(report.commits());
        assertFalse(
                bob.recall("a").memories().stream().anyMatch(found -> found.id().equals(merged.id())));
        for (Memory part : parts) {
            assertEquals(part.observation(), bob.get(part.id()).orElseThrow().observation());
        }
    }

    @Test
    void usesDecideWhatStays() {
        MemorySpace bob = with(Policies.lfu(Tier.LONG, 1));
        Memory used = bob.remember("used");
        bob.remember("unused");
        bob.feedback(Set.of(used.id()), Outcome.SUCCEEDED);

        manager.maintain(ALL);
        assertEquals(
                List.of("used"),
                bob.recall("used unused").memories().stream().map(Memory::text).toList());
        reopen();
        assertEquals(1, manager.space(BOB).usage(used.id()).succeeded());
    }

    @Test
    void aBudgetIsNotExceededAndTheNextRunGoesOn() {
        MemorySpace bob = with(Policies.fifo(Tier.LONG, 1));
        for (int i = 0; i < 6; i++) {
            bob.remember("m" + i);
        }
        MaintenanceReport first = manager.maintain(Budget.ofOperations(2));
        assertEquals(2, first.operations().size());
        assertFalse(first.finished());
        MaintenanceReport second = manager.maintain(Budget.ofOperations(3));
        assertEquals(3, second.operations().size());
        assertTrue(second.finished());
        assertEquals(1, bob.recall("m0 m1 m2 m3 m4 m5").hits().size());
    }

    @Test
    void aPolicyThatBreaksItsContractIsStopped() {
        MemorySpace bob = manager.space(BOB);
        Memory pinned = bob.remember(Observation.builder("pinned").pinned(true).build());
        Memory hers = manager.space(EVE).remember("hers");
        assertBroken("no memory of scope", scope -> List.of(new MemoryOp.Forget(hers.id(), Cause.of("x"))));
        assertBroken(
                "for scope",
                scope -> List.of(
                        new MemoryOp.Add(new MemoryId(1, 1), Scope.of("x"), Observation.of("x"), Cause.of("x"))));
        assertBroken("not applied by hosts", scope -> List.of(MemoryOp.Restore.of(pinned, 2, Cause.of("x"))));
        assertEquals(Optional.of(pinned), manager.space(BOB).get(pinned.id()));
        assertEquals(Optional.of(hers), manager.space(EVE).get(hers.id()));
    }

    private void assertBroken(String message, Function<ScopeView, List<MemoryOp>> proposal) {
        with(new LifecyclePolicy() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                return scope.scope().equals(BOB) ? proposal.apply(scope) : List.of();
            }
        });
        MaintenanceReport report = manager.maintain(ALL);
        assertEquals(1, report.failures().size(), report::toString);
        MaintenanceReport.Failure failure = report.failures().getFirst();
        assertEquals(BOB, failure.scope());
        assertEquals("broken", failure.policy());
        assertTrue(failure.message().contains(message), failure::message);
        assertEquals(0, report.total());
    }

    @Test
    void whatIsChangedMeanwhileIsLeftAlone() {
        Memory memory = manager.space(BOB).remember("old");
        MemorySpace bob = with(new LifecyclePolicy() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                if (scope.get(memory.id()).orElseThrow().tier() == Tier.ARCHIVE) {
                    return List.of();
                }
                scope.memories()
                        .forEach(seen -> manager.space(BOB).revise(seen.id(), "new")); // as another thread might
                return List.of(new MemoryOp.Revise(memory.id(), "outdated", 1, Cause.of("x")));
            }
        });

        MaintenanceReport report = manager.maintain(ALL);
        assertEquals(List.of(), report.operations());
        assertEquals(List.of(), report.commits());
        assertEquals(1, report.skipped());
        assertTrue(report.finished());
        assertEquals("new", bob.recall("new").memories().getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase", "forget", "revise", "pin"})
    void whatBelongsTogetherIsDoneWholeOrNotAtAll(String meanwhile) {
        MemorySpace before = manager.space(BOB);
        Memory first = before.remember("first");
        Memory second = before.remember("second");
        Memory alone = before.remember("alone");
        AtomicBoolean asked = new AtomicBoolean();
        MemorySpace bob = with(new LifecyclePolicy() {
            @Override
            public String name() {
                return "hasty";
            }

            @Override
            public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
                if (asked.getAndSet(true)) {
                    return List.of();
                }
                Observation both = Observation.builder("first and second")
                        .derivedFrom(List.of(first.id(), second.id()))
                        .build();
                switch (meanwhile) { // as another thread might
                    case "erase" -> manager.space(BOB).erase(Erasure.of(first.id()));
                    case "forget" -> manager.space(BOB).forget(first.id());
                    case "revise" -> manager.space(BOB).revise(first.id(), "other");
                    default -> manager.space(BOB).pin(first.id(), true);
                }
                Cause cause = Cause.of("x");
                return List.of(
                        new MemoryOp.Move(alone.id(), Tier.ARCHIVE, cause),
                        new MemoryOp.Add(ids.next(scope.now()), BOB, both, cause),
                        new MemoryOp.Move(first.id(), Tier.ARCHIVE, cause),
                        new MemoryOp.Move(second.id(), Tier.ARCHIVE, cause));
            }
        });

        MaintenanceReport report = manager.maintain(ALL);
        assertEquals(3, report.skipped());
        assertEquals(Tier.ARCHIVE, bob.get(alone.id()).orElseThrow().tier());
        assertEquals(Tier.LONG, bob.get(second.id()).orElseThrow().tier());
        assertEquals(
                List.of(),
                bob.recall("first").memories().stream()
                        .filter(memory -> !memory.observation().derivedFrom().isEmpty())
                        .toList());
    }

    @Test
    void retentionDropsWhatIsOldAndKeepsWhatStoodAtTheHorizon() {
        manager.close();
        manager = builder().retention(Retention.ofAge(DAY)).build();
        MemorySpace bob = manager.space(BOB);
        Memory memory = bob.remember("v1");
        for (int i = 2; i <= 5; i++) {
            clock.advance(DAY.dividedBy(2));
            bob.revise(memory.id(), "v" + i);
        }
        Memory other = bob.remember("only one version");
        long before = manager.stats().logBytes();

        MaintenanceReport report = manager.maintain(ALL);
        assertEquals(2, report.compacted());
        for (int round = 0; round < 3; round++) {
            assertEquals(List.of("v3", "v4", "v5"), texts(manager.space(BOB).history(memory.id())));
            assertEquals(3, manager.space(BOB).history(memory.id()).getFirst().version());
            Instant horizon = StoreTest.START.plus(DAY);
            assertEquals(
                    "v3",
                    manager.space(BOB)
                            .asOf(horizon)
                            .get(memory.id())
                            .orElseThrow()
                            .text());
            MemorySpace reader = manager.space(BOB);
            assertFails(
                    ErrorCode.BEYOND_RETENTION,
                    () -> reader.asOf(horizon.minusMillis(1)).recall("v"));
            assertFails(
                    ErrorCode.BEYOND_RETENTION,
                    () -> reader.asOf(StoreTest.START).get(memory.id()));
            assertEquals(
                    Optional.empty(), manager.space(EVE).asOf(StoreTest.START).get(memory.id()));
            assertTrue(manager.check().ok(), () -> manager.check().toString());
            if (round == 1) {
                manager.close();
                store.loseIndex();
            }
            reopen();
        }
        assertEquals(1, manager.space(BOB).history(other.id()).size());
        assertEquals(0, manager.maintain(ALL).compacted());
        assertFails(ErrorCode.BEYOND_RETENTION, () -> manager.undo(commitsOf(memory.id())));
        assertTrue(manager.stats().logBytes() <= before + 500, "the log does not grow by dropping");
        assertEquals("v4", manager.space(BOB).undo(memory.id()).text());
    }

    private List<Long> commitsOf(MemoryId id) {
        return manager.space(BOB).history(id).stream().map(Memory::sequence).toList();
    }

    @Test
    void retentionMayCountVersions() {
        manager.close();
        manager = builder()
                .retention(scope -> scope.equals(BOB) ? Retention.ofVersions(2) : Retention.FOREVER)
                .build();
        MemorySpace bob = manager.space(BOB);
        MemorySpace eve = manager.space(EVE);
        Memory his = bob.remember("v1");
        Memory hers = eve.remember("v1");
        for (int i = 2; i <= 4; i++) {
            clock.advance(Duration.ofSeconds(1));
            bob.revise(his.id(), "v" + i);
            eve.revise(hers.id(), "v" + i);
        }
        bob.apply(List.of(
                new MemoryOp.Revise(his.id(), "v5", 0, Cause.HOST),
                new MemoryOp.Revise(his.id(), "v6", 0, Cause.HOST)));

        assertEquals(5, manager.maintain(ALL).compacted());
        assertEquals(List.of("v6"), texts(bob.history(his.id())));
        assertEquals(4, eve.history(hers.id()).size());
        assertEquals("v1", eve.asOf(START).get(hers.id()).orElseThrow().text());
        try (MemoryManager again = reopened()) {
            assertEquals(List.of("v6"), texts(again.space(BOB).history(his.id())));
        }
    }

    @Test
    void whatWasForgottenLongAgoGoesAltogether() {
        manager.close();
        manager = builder().retention(Retention.FOREVER.withForgotten(DAY)).build();
        MemorySpace bob = manager.space(BOB);
        Memory kept = bob.remember("kept");
        Memory linked = bob.remember("linked");
        Memory gone =
                bob.remember(Observation.builder("gone").idempotencyKey("once").build());
        Memory beside = bob.remember("beside");
        bob.link(Link.of(kept.id(), linked.id(), LinkType.SIMILAR));
        bob.feedback(Set.of(gone.id()), Outcome.CITED);
        bob.forget(linked.id());
        bob.forget(gone.id());
        long forgetting = bob.history(gone.id()).getLast().sequence();
        clock.advance(DAY.minusMillis(1));
        assertEquals(0, manager.maintain(ALL).compacted(), "not long enough ago");
        clock.advance(Duration.ofMillis(1));
        bob.forget(beside.id());

        assertEquals(2, manager.maintain(ALL).compacted());
        assertEquals(0, manager.maintain(ALL).compacted());
        for (int round = 0; round < 3; round++) {
            bob = manager.space(BOB);
            assertEquals(Optional.empty(), bob.get(gone.id()));
            assertEquals(Usage.NONE, bob.usage(gone.id()));
            assertEquals(2, bob.history(linked.id()).size(), "something refers to it");
            assertEquals(2, bob.history(beside.id()).size(), "forgotten just now");
            assertEquals(List.of("kept"), texts(bob.recall("kept gone linked").memories()));
            assertTrue(manager.check().ok(), () -> manager.check().toString());
            if (round == 1) {
                manager.close();
                store.loseIndex();
            }
            reopen();
        }
        MemorySpace reader = manager.space(BOB);
        assertFails(ErrorCode.NOT_FOUND, () -> reader.undo(List.of(forgetting)));
        assertFails(ErrorCode.NOT_FOUND, () -> reader.history(gone.id()));
        assertFails(ErrorCode.BEYOND_RETENTION, () -> reader.asOf(START).recall("gone"));
        Memory anew = reader.remember(
                Observation.builder("gone").idempotencyKey("once").build());
        assertEquals(1, anew.version());
        assertFalse(anew.id().equals(gone.id()));
    }

    /** How many versions of the horizon there are. */
    private int horizons() {
        MemoryFilter records = MemoryFilter.builder().kind(Kind.RECORD).build();
        Memory horizon = manager.space(BOB).list(records, null, 10).memories().getFirst();
        return manager.space(BOB).history(horizon.id()).size();
    }

    private MemoryManager reopened() {
        manager.close();
        store.loseIndex();
        return builder().build();
    }

    private static List<String> texts(List<Memory> versions) {
        return versions.stream().map(Memory::text).toList();
    }

    @Test
    void retentionComesToRestAndTheHorizonOutlivesErasure() {
        manager.close();
        manager = builder().retention(Retention.ofVersions(1)).build();
        MemorySpace bob = manager.space(BOB);
        Memory memory = bob.remember("v1");
        for (int i = 2; i <= 4; i++) {
            clock.advance(Duration.ofSeconds(1));
            bob.revise(memory.id(), "v" + i);
            assertEquals(1, manager.maintain(ALL).compacted());
        }
        long settled = manager.stats().lastSequence();
        assertTrue(horizons() <= 2, "the horizon's own history does not grow: " + horizons());
        clock.advance(DAY);
        assertEquals(0, manager.maintain(ALL).compacted());
        assertEquals(settled, manager.stats().lastSequence(), "a run that follows a finished one does nothing");
        assertEquals(
                "v4",
                bob.asOf(START.plusSeconds(3)).get(memory.id()).orElseThrow().text());

        bob.erase(Erasure.of(memory.id()));
        assertFails(ErrorCode.BEYOND_RETENTION, () -> bob.asOf(START).recall("v"));
        bob.erase(Erasure.wholeScope());
        MemoryFilter records = MemoryFilter.builder().kind(Kind.RECORD).build();
        assertEquals(List.of(), bob.list(records, null, 10).memories(), "the records go with all that they are about");
        assertEquals(List.of(), bob.asOf(START).recall("v").memories());
        Memory batch = bob.remember("new");
        assertFails(ErrorCode.NOT_FOUND, () -> bob.undo(List.of(memory.sequence())));
        assertEquals(1, bob.undo(List.of(batch.sequence())).size());
    }
}
