package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A memory keeps the moment of its creation, whatever becomes of it and of the store. */
abstract class CreationContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final Duration DAY = Duration.ofDays(1);

    private MemorySpace bob;

    @BeforeEach
    void openSpace() {
        bob = manager.space(BOB);
    }

    private Memory remembered(String text, MemoryId... sources) {
        clock.advance(DAY);
        Observation.Builder seen = Observation.builder(text);
        List.of(sources).forEach(seen::derivedFrom);
        return bob.remember(seen.build());
    }

    private static Instant day(int number) {
        return START.plus(DAY.multipliedBy(number));
    }

    private void assertCreated(Instant expected, MemoryId id) {
        List<Memory> history = bob.history(id);
        history.forEach(version -> assertEquals(expected, version.createdAt(), version::toString));
    }

    @Test
    void everyOperationKeepsIt() {
        Memory paris = remembered("I live in Paris");
        Memory other = remembered("I have a dog");
        assertEquals(day(1), paris.createdAt());
        assertEquals(day(1), paris.recordedAt());
        MemoryId id = paris.id();

        clock.advance(DAY);
        bob.pin(id, true);
        bob.link(Link.of(id, other.id(), LinkType.SUPPORTS));
        bob.apply(List.of(
                new MemoryOp.RemoveLink(id, other.id(), LinkType.SUPPORTS, Cause.HOST),
                MemoryOp.Adjust.importance(id, 0.9, Cause.HOST),
                new MemoryOp.Move(id, Tier.MID, Cause.HOST),
                new MemoryOp.Revise(id, "I live in Paris, France", 0, Cause.HOST),
                new MemoryOp.Quarantine(id, Cause.HOST),
                new MemoryOp.Release(id, Cause.HOST)));
        bob.setSearchKeys(id, "questions", List.of("Where do I live?"));
        bob.undo(id);
        clock.advance(DAY);
        bob.undo(id);
        bob.apply(List.of(new MemoryOp.Supersede(id, other.id(), Cause.HOST)));
        bob.undo(id);
        bob.forget(id);
        bob.undo(id);

        Memory last = bob.get(id).orElseThrow();
        assertEquals(day(4), last.recordedAt());
        assertEquals(16, last.version());
        assertCreated(day(1), id);
        reopen();
        bob = manager.space(BOB);
        assertCreated(day(1), id);
        loseIndex();
        assertCreated(day(1), id);
        bob.erase(Erasure.of(id));
        assertCreated(day(1), id);
        loseIndex();
        assertEquals(Status.ERASED, bob.history(id).getFirst().status());
        assertCreated(day(1), id);
    }

    private void loseIndex() {
        manager.close();
        store.loseIndex();
        manager = builder().build();
        bob = manager.space(BOB);
    }

    @Test
    void whatIsAddedAndChangedInOneCommitIsAsOldAsTheCommit() {
        clock.advance(DAY);
        MemoryId id = new MemoryId(START.toEpochMilli() << 16 | 0x7000, 1L << 63);
        MemoryId gist = new MemoryId(START.toEpochMilli() << 16 | 0x7000, 1L << 63 | 1);
        List<Memory> made = bob.apply(List.of(
                new MemoryOp.Add(id, BOB, Observation.of("I live in Paris"), Cause.HOST),
                MemoryOp.Adjust.pinned(id, true, Cause.HOST),
                new MemoryOp.Add(
                        gist, BOB, Observation.builder("Paris").derivedFrom(id).build(), Cause.HOST)));
        assertEquals(
                List.of(day(1), day(1), day(1)),
                made.stream().map(Memory::createdAt).toList());
        loseIndex();
        assertCreated(day(1), id);
        assertCreated(day(1), gist);
    }

    @Test
    void whatIsDerivedIsAsOldAsTheNewestOfItsSources() {
        Memory paris = remembered("I live in Paris");
        Memory lisbon = remembered("I moved, I live in Lisbon now");
        Memory gist = remembered("First Paris, then Lisbon", paris.id(), lisbon.id());
        Memory early = remembered("Somewhere in France", paris.id());
        Memory overall = remembered("Much about places", gist.id(), early.id());

        assertEquals(day(2), gist.createdAt());
        assertEquals(day(3), gist.recordedAt());
        assertEquals(day(1), early.createdAt());
        assertEquals(day(2), overall.createdAt());
        assertEquals(EventTime.at(day(2)), gist.when());
    }

    @Test
    void whatIsDerivedKeepsItWhenItsSourcesAreDroppedOrItsOwnBeginIs() {
        manager.close();
        manager = builder()
                .retention(Retention.ofVersions(1).withForgotten(Duration.ZERO))
                .build();
        bob = manager.space(BOB);
        Memory paris = remembered("I live in Paris");
        Memory gist = remembered("Somewhere in France", paris.id());
        clock.advance(DAY);
        bob.apply(List.of(new MemoryOp.Forget(paris.id(), Cause.HOST)));
        bob.pin(gist.id(), true);
        bob.pin(gist.id(), false);
        clock.advance(DAY);
        manager.maintain(Budget.ofDefaults());
        assertEquals(1, bob.history(gist.id()).size(), "its first versions are dropped");
        assertCreated(day(1), gist.id());
        loseIndex();
        assertCreated(day(1), gist.id());
        bob.forget(gist.id());
        clock.advance(DAY);
        manager.maintain(Budget.ofDefaults());
        assertTrue(bob.get(paris.id()).isEmpty());
    }

    @Test
    void whatIsMadeAnewAfterAnErasureIsAsOldAsWhatIsLeft() {
        Memory paris = remembered("I live in Paris");
        Memory lisbon = remembered("I moved, I live in Lisbon now");
        remembered("First Paris, then Lisbon", paris.id(), lisbon.id());
        clock.advance(DAY);
        bob.erase(Erasure.of(lisbon.id()).withRederivation((before, left) -> "It was " + left.size() + " place"));
        assertEquals(List.of(day(1)), created("It was 1 place"));
        clock.advance(DAY);
        bob.erase(Erasure.of(paris.id()).withRederivation((before, left) -> "It was " + left.size() + " places"));
        assertEquals(List.of(day(1)), created("It was 0 places"));
        loseIndex();
        assertEquals(List.of(day(1)), created("It was 0 places"));
    }

    private List<Instant> created(String text) {
        return bob.recall(text).memories().stream()
                .filter(memory -> memory.text().equals(text))
                .map(Memory::createdAt)
                .toList();
    }

    @Test
    void anExportKeepsIt() {
        Memory paris = remembered("I live in Paris");
        Memory gist = remembered("Somewhere in France", paris.id());
        bob.pin(gist.id(), true);
        bob.erase(Erasure.of(remembered("a secret").id()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manager.exportTo(out);
        clock.advance(DAY);
        try (MemoryManager copy =
                newStore().builder().clock(clock).random(new Random(43)).build()) {
            copy.importFrom(new ByteArrayInputStream(out.toByteArray()));
            assertEquals(bob.history(gist.id()), copy.space(BOB).history(gist.id()));
            assertEquals(bob.history(paris.id()), copy.space(BOB).history(paris.id()));
        }
    }

    @Test
    void hostsDoNotSetIt() {
        MemoryId id = new MemoryId(START.toEpochMilli() << 16 | 0x7000, 1L << 63);
        assertFails(
                ErrorCode.INVALID_ARGUMENT,
                () -> bob.apply(List.of(new MemoryOp.Add(id, BOB, Observation.of("old"), START, Cause.HOST))));
    }
}
