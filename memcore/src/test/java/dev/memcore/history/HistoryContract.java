package dev.memcore.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.LinkWalk.Direction;
import dev.memcore.api.filter.Linked;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.contract.StoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a space promises of versions, earlier moments, undo and links. */
public abstract class HistoryContract extends StoreTest {
    private static final Cause TEST = new Cause("tester", "because", Set.of(new MemoryId(1, 2)));
    private static final Duration HOUR = Duration.ofHours(1);

    private MemorySpace bob;
    private MemorySpace eve;

    @BeforeEach
    void openSpaces() {
        bob = manager.space(Scope.of("acme", "bob"));
        eve = manager.space(Scope.of("acme", "eve"));
    }

    @Test
    void everyVersionIsKeptWithItsCause() {
        Memory first = bob.remember("Bob lives in Oslo");
        clock.advance(HOUR);
        Memory second = bob.apply(List.of(new MemoryOp.Revise(first.id(), "Bob lives in Bergen", 1, TEST)))
                .getFirst();
        Memory third = bob.pin(first.id(), true);

        assertEquals(List.of(first, second, third), bob.history(first.id()));
        assertEquals(TEST, second.cause());
        assertEquals(START.plus(HOUR), second.recordedAt());
        assertTrue(third.pinned());
        reopen();
        assertEquals(
                List.of(first, second, third), manager.space(bob.principal()).history(first.id()));
    }

    @Test
    void aForgottenMemoryKeepsItsHistoryWhichOthersDoNotSee() {
        Memory kept = bob.remember("a secret of Bob's");
        bob.forget(kept.id());

        assertEquals(
                List.of(Status.ACTIVE, Status.FORGOTTEN),
                bob.history(kept.id()).stream().map(Memory::status).toList());
        assertFails(ErrorCode.NOT_FOUND, () -> eve.history(kept.id()));
        assertFails(ErrorCode.NOT_FOUND, () -> bob.history(new MemoryId(0, 7)));
    }

    @Test
    void aQuarantinedMemoryHidesItsHistory() {
        Memory kept = bob.remember("doubtful");
        bob.apply(List.of(new MemoryOp.Quarantine(kept.id(), TEST)));

        assertFails(ErrorCode.NOT_FOUND, () -> bob.history(kept.id()));
    }

    @Test
    void anEarlierMomentIsSeenAsItWas() {
        Memory oslo = bob.remember("Bob lives in Oslo");
        clock.advance(HOUR);
        Memory bergen = bob.revise(oslo.id(), "Bob lives in Bergen");
        Memory dog = bob.remember("Bob has a dog");
        clock.advance(HOUR);
        bob.forget(oslo.id());

        Instant before = START.minusMillis(1);
        Instant then = START.plus(HOUR).minusMillis(1);
        Instant later = START.plus(HOUR);
        assertEquals(Optional.empty(), bob.asOf(before).get(oslo.id()));
        assertEquals(Optional.of(oslo), bob.asOf(START).get(oslo.id()));
        assertEquals(Optional.of(oslo), bob.asOf(then).get(oslo.id()));
        assertEquals(Optional.of(bergen), bob.asOf(later).get(oslo.id()));
        assertEquals(Optional.empty(), bob.get(oslo.id()));
        assertEquals(List.of(), listed(before));
        assertEquals(List.of(oslo), listed(then));
        assertEquals(List.of(bergen, dog), listed(later));
        assertEquals(List.of(oslo), recalled(then, "Where does Bob live? Oslo or Bergen"));
        assertEquals(Set.of(bergen, dog), Set.copyOf(recalled(later, "Where does Bob live? Oslo or Bergen")));
        assertEquals(List.of(dog), bob.recall("Bob").memories());
        assertEquals(
                List.of(), eve.asOf(later).list(MemoryFilter.any(), null, 10).memories());
        assertEquals(List.of(dog), listed(START.plus(Duration.ofDays(365))));
        manager.awaitIndexed();
        assertEquals(List.of(bergen, dog), listed(later));
        assertEquals(List.of(oslo), recalled(then, "Oslo or Bergen"));
    }

    @Test
    void whatWeBelievedThenOfAnotherMoment() {
        Instant march = START;
        Instant june = Instant.parse("2026-06-15T00:00:00Z");
        Memory office = bob.remember(Observation.builder("the office is in Oslo")
                .validFrom(Instant.parse("2026-01-01T00:00:00Z"))
                .build());
        clock.advance(Duration.ofDays(40));
        bob.apply(List.of(MemoryOp.Adjust.validTo(office.id(), Instant.parse("2026-06-01T00:00:00Z"), TEST)));
        Memory moved = bob.remember(Observation.builder("the office is in Bergen")
                .validFrom(Instant.parse("2026-06-01T00:00:00Z"))
                .build());

        MemoryQuery inJune = MemoryQuery.of("where is the office")
                .withFilter(MemoryFilter.builder().validAt(june).build());
        assertEquals(List.of(office), bob.asOf(march).recall(inJune).memories());
        assertEquals(List.of(moved), bob.recall(inJune).memories());
    }

    @Test
    void undoRestoresTheVersionBefore() {
        Memory oslo = bob.remember("Bob lives in Oslo");
        Memory bergen = bob.revise(oslo.id(), "Bob lives in Bergen");

        Memory undone = bob.undo(oslo.id());
        assertEquals(oslo.observation(), undone.observation());
        assertEquals(3, undone.version());
        assertEquals(List.of(undone), bob.recall("Oslo Bergen").memories());
        assertEquals(bergen.observation(), bob.undo(oslo.id()).observation(), "an undo can be undone");
    }

    @Test
    void undoOfABatchTakesBackAllOfIt() {
        Memory old = bob.remember("Bob likes tea");
        List<Memory> batch = bob.apply(List.of(
                new MemoryOp.Add(new MemoryId(5, 5), old.scope(), Observation.of("Bob likes coffee"), TEST),
                new MemoryOp.Supersede(old.id(), new MemoryId(5, 5), TEST)));

        List<Memory> undone = bob.undo(List.of(batch.getFirst().sequence()));
        assertEquals(2, undone.size());
        assertEquals(List.of(old.observation()), observations());
        assertEquals(Status.ACTIVE, bob.get(old.id()).orElseThrow().status());
        bob.undo(List.of(undone.getFirst().sequence()));
        assertEquals(
                List.of("Bob likes coffee"),
                observations().stream().map(Observation::text).toList());
        Memory again = bob.get(old.id()).orElseThrow();
        assertEquals(Status.SUPERSEDED, again.status());
        assertEquals(new MemoryId(5, 5), again.supersededBy());
    }

    @Test
    void undoIsRefusedWithAllConflictsAndChangesNothing() {
        List<Memory> batch =
                bob.rememberAll(List.of(Observation.of("a b"), Observation.of("c d"), Observation.of("e f")));
        Memory later = bob.revise(batch.get(0).id(), "a x");
        Memory linked = bob.remember("g h");
        linked = bob.link(Link.of(linked.id(), batch.get(2).id(), LinkType.SUPPORTS));

        UndoConflictException refused = assertThrows(
                UndoConflictException.class,
                () -> bob.undo(List.of(batch.getFirst().sequence())));
        assertEquals(Set.of(later, linked), Set.copyOf(refused.conflicts()));
        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertEquals(4, observations().size());

        bob.undo(List.of(batch.getFirst().sequence(), later.sequence(), linked.sequence()));
        assertEquals(
                List.of("g h"), observations().stream().map(Observation::text).toList());
    }

    @Test
    void undoOfWhatAReaderDoesNotSeeIsRefused() {
        Memory kept = bob.remember("Bob's");

        assertFails(ErrorCode.NOT_FOUND, () -> eve.undo(List.of(kept.sequence())));
        assertFails(ErrorCode.NOT_FOUND, () -> bob.undo(List.of(99L)));
        assertFails(ErrorCode.NOT_FOUND, () -> bob.undo(List.of(0L)));
        assertEquals(
                Status.FORGOTTEN,
                manager.undo(List.of(kept.sequence())).getFirst().status());
    }

    @Test
    void linksAreWalkedInBothDirections() {
        Memory cause = bob.remember("it rained");
        Memory effect = bob.remember("the road is wet");
        Memory summary = bob.remember(Observation.builder("rain made the road wet")
                .derivedFrom(cause.id())
                .derivedFrom(effect.id())
                .build());
        Link link = new Link(cause.id(), effect.id(), LinkType.CAUSES, 0.8, START, START.plus(HOUR));
        cause = bob.link(link);

        assertEquals(List.of(link), cause.links());
        LinkWalk out = LinkWalk.from(cause.id()).withDirection(Direction.OUT);
        assertEquals(List.of(new Linked(effect, 1, link)), bob.walk(out));
        assertEquals(List.of(), bob.walk(out.withValidAt(START.plus(HOUR))));
        assertEquals(
                Set.of(cause.id(), summary.id()),
                ids(bob.walk(LinkWalk.from(effect.id()).withDirection(Direction.IN))));
        assertEquals(
                Set.of(cause.id(), effect.id()),
                ids(bob.walk(LinkWalk.from(summary.id()).withType(LinkType.DERIVED_FROM))));
        LinkWalk chain = LinkWalk.from(summary.id()).withType(LinkType.DERIVED_FROM);
        assertEquals(1, bob.walk(chain.withLimit(1)).size());
        assertEquals(
                List.of(1, 2),
                bob
                        .walk(LinkWalk.from(effect.id())
                                .withType(LinkType.DERIVED_FROM)
                                .withDepth(2))
                        .stream()
                        .map(Linked::depth)
                        .toList());
        MemoryId id = cause.id();
        assertFails(ErrorCode.NOT_FOUND, () -> eve.walk(LinkWalk.from(id)));
    }

    @Test
    void aLinkIsReplacedAndRemovedAndHasAHistory() {
        Memory from = bob.remember("one");
        Memory to = bob.remember("two");
        Link link = Link.of(from.id(), to.id(), LinkType.SIMILAR);
        clock.advance(HOUR);
        bob.link(link);
        bob.link(link.withWeight(0.25));
        assertEquals(
                List.of(link.withWeight(0.25)), bob.get(from.id()).orElseThrow().links());
        Instant linked = clock.instant();
        clock.advance(HOUR);
        bob.apply(List.of(new MemoryOp.RemoveLink(from.id(), to.id(), LinkType.SIMILAR, TEST)));

        assertEquals(List.of(), bob.walk(LinkWalk.from(to.id())));
        assertEquals(Set.of(from.id()), ids(bob.asOf(linked).walk(LinkWalk.from(to.id()))));
        assertEquals(Set.of(), ids(bob.asOf(START).walk(LinkWalk.from(to.id()))));
        assertFails(
                ErrorCode.NOT_FOUND,
                () -> bob.apply(List.of(new MemoryOp.RemoveLink(from.id(), to.id(), LinkType.SIMILAR, TEST))));
        bob.undo(from.id());
        assertEquals(Set.of(from.id()), ids(bob.walk(LinkWalk.from(to.id()))));
    }

    @Test
    void aLinkToWhatIsNotVisibleIsRefused() {
        Memory mine = bob.remember("one");
        Memory hers = eve.remember("two");

        assertFails(ErrorCode.NOT_FOUND, () -> bob.link(Link.of(mine.id(), hers.id(), LinkType.SIMILAR)));
        assertFails(ErrorCode.NOT_FOUND, () -> bob.link(Link.of(mine.id(), new MemoryId(0, 1), LinkType.SIMILAR)));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.link(Link.of(mine.id(), mine.id(), LinkType.SIMILAR)));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> bob.link(Link.of(mine.id(), hers.id(), LinkType.DERIVED_FROM)));
        assertEquals(1, bob.history(mine.id()).size());
    }

    @Test
    void forgettingReachesWhatWasDerived() {
        Memory raw = bob.remember("Bob said that he is ill");
        Memory fact = bob.remember(
                Observation.builder("Bob is ill").derivedFrom(raw.id()).build());
        Memory insight = bob.remember(
                Observation.builder("Bob needs rest").derivedFrom(fact.id()).build());
        Memory other = bob.remember("Bob has a dog");

        assertTrue(bob.forget(raw.id()));
        assertEquals(
                List.of(other), bob.recall("Bob is ill, has a dog, needs rest").memories());
        assertFalse(bob.forget(raw.id()));
        bob.undo(List.of(bob.history(insight.id()).getLast().sequence()));
        assertEquals(4, observations().size());
    }

    private List<Memory> listed(Instant asOf) {
        return bob.asOf(asOf).list(MemoryFilter.any(), null, 10).memories();
    }

    private List<Memory> recalled(Instant asOf, String question) {
        return bob.asOf(asOf).recall(question).memories();
    }

    private List<Observation> observations() {
        return bob.list(MemoryFilter.any(), null, 100).memories().stream()
                .map(Memory::observation)
                .toList();
    }

    private static Set<MemoryId> ids(List<Linked> linked) {
        return Set.copyOf(linked.stream().map(reached -> reached.memory().id()).toList());
    }

    @Test
    void undoTellsNothingOfWhatTheReaderDoesNotSee() {
        MemorySpace shared = manager.space(Scope.of("acme"));
        Memory fact = shared.remember("the office is in Oslo");
        Memory hers = eve.remember(Observation.builder("Eve hates the office")
                .derivedFrom(fact.id())
                .build());

        String refusal = assertFails(ErrorCode.CONFLICT, () -> shared.undo(List.of(fact.sequence())));
        assertFalse(refusal.contains(hers.id().toString()), refusal);
        UndoConflictException seen =
                assertThrows(UndoConflictException.class, () -> manager.undo(List.of(fact.sequence())));
        assertEquals(List.of(hers), seen.conflicts());
    }

    @Test
    void undoOfWhatLiesBetweenOtherChangesIsRefused() {
        Memory first = bob.remember("v1");
        Memory second = bob.revise(first.id(), "v2");
        bob.revise(first.id(), "v3");
        Memory fourth = bob.revise(first.id(), "v4");

        UndoConflictException refused = assertThrows(
                UndoConflictException.class, () -> bob.undo(List.of(second.sequence(), fourth.sequence())));
        assertEquals(List.of(fourth), refused.conflicts());
        assertEquals("v3", bob.undo(List.of(fourth.sequence())).getFirst().text());
    }

    @Test
    void onlyWhatIsThereAndVisibleIsASource() {
        Memory hers = eve.remember("Eve's");
        Memory foreign = manager.space(Scope.of("umbrella", "bob")).remember("another tenant's");
        for (MemoryId source : List.of(hers.id(), foreign.id(), new MemoryId(0, 1))) {
            assertFails(
                    ErrorCode.NOT_FOUND,
                    () -> bob.remember(
                            Observation.builder("derived").derivedFrom(source).build()));
        }
    }

    @Test
    void aMomentInTheFutureIsThePresent() {
        Memory fleeting = bob.remember(Observation.builder("valid for an hour")
                .expiresAt(START.plus(HOUR))
                .build());

        assertEquals(List.of(fleeting), listed(START.plus(Duration.ofDays(1))));
    }
}
