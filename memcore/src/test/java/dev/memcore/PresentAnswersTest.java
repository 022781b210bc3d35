package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.consolidation.Policies;
import dev.memcore.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A question about the present is answered by what was said last, whatever is done to what was said before. */
final class PresentAnswersTest {
    private static final Scope ALICE = Scope.of("acme", "alice");
    private static final String PARIS = "I live in Paris";
    private static final String LISBON = "I moved, I live in Lisbon now";
    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock(MARCH);

    /** What is done to the older memory. */
    enum Change {
        NOTHING,
        PIN,
        PIN_AND_UNPIN,
        LINK,
        REKEY,
        SET_ATTRIBUTE,
        SET_EXPIRY_AND_CLEAR_IT,
        ADJUST,
        MOVE,
        UNDO,
        UNDO_OF_FORGETTING,
        QUARANTINE_AND_RELEASE,
        FEEDBACK,
        REVISE
    }

    private static void apply(Change change, MemorySpace space, MemoryId paris) {
        switch (change) {
            case NOTHING -> {}
            case PIN -> space.pin(paris, true);
            case PIN_AND_UNPIN -> {
                space.pin(paris, true);
                space.pin(paris, false);
            }
            case LINK -> {
                Memory dog = space.remember("The dog is called Rex");
                space.link(Link.of(paris, dog.id(), LinkType.SUPPORTS));
            }
            case REKEY -> space.setSearchKeys(paris, "city", List.of("home town"));
            case SET_ATTRIBUTE -> space.setAttribute(paris, "city", "Paris");
            case SET_EXPIRY_AND_CLEAR_IT -> {
                space.setExpiry(paris, MARCH.plus(DAY.multipliedBy(1_000)));
                space.setExpiry(paris, null);
            }
            case ADJUST -> space.apply(List.of(MemoryOp.Adjust.importance(paris, 0.9, Cause.HOST)));
            case MOVE -> space.apply(List.of(new MemoryOp.Move(paris, Tier.MID, Cause.HOST)));
            case UNDO -> {
                space.pin(paris, true);
                space.undo(paris);
            }
            case UNDO_OF_FORGETTING -> {
                space.forget(paris);
                space.undo(paris);
            }
            case QUARANTINE_AND_RELEASE ->
                space.apply(
                        List.of(new MemoryOp.Quarantine(paris, Cause.HOST), new MemoryOp.Release(paris, Cause.HOST)));
            case FEEDBACK -> space.feedback(Set.of(paris), Outcome.CITED);
            case REVISE -> space.revise(paris, PARIS + ".");
        }
    }

    private MemorySpace alice(MemoryManager manager) {
        return manager.space(ALICE);
    }

    private Memory said(MemorySpace space, String text, int day) {
        clock.set(MARCH.plus(DAY.multipliedBy(day - 1L)));
        return space.remember(Observation.builder(text)
                .speaker("Alice")
                .role(Role.USER)
                .kind(Kind.TURN)
                .tier(Tier.SHORT)
                .session("day " + day)
                .build());
    }

    private static void assertLisbonFirst(MemorySpace space, String when) {
        assertEquals(
                LISBON,
                space.recall("Where does Alice live now?").memories().getFirst().text(),
                when);
    }

    private void talk(MemorySpace space) {
        said(space, "The weather was fine in the mountains", 5);
        said(space, "My sister has a new job at the bank", 8);
        said(space, "We had soup for dinner", 12);
    }

    @ParameterizedTest
    @EnumSource
    void nothingDoneToWhatWasSaidBeforeMakesItNewer(Change change) {
        try (MemoryManager manager =
                Memcore.builder().clock(clock).random(new Random(1)).build()) {
            MemorySpace space = alice(manager);
            Memory paris = said(space, PARIS, 2);
            talk(space);
            said(space, LISBON, 20);
            assertLisbonFirst(space, "before");
            clock.advance(DAY);
            apply(change, space, paris.id());
            assertLisbonFirst(space, "at once");
            manager.awaitIndexed();
            assertLisbonFirst(space, "indexed");
        }
    }

    @Test
    void aNightOfMaintenanceMakesNothingNewer() {
        try (MemoryManager manager = Memcore.builder()
                .clock(clock)
                .random(new Random(1))
                .policies(List.of(Policies.limitShortTier(1), Policies.mergeNearDuplicates()))
                .build()) {
            MemorySpace space = alice(manager);
            Memory paris = said(space, PARIS, 2);
            said(space, "Good night", 2);
            talk(space);
            said(space, LISBON, 20);
            clock.advance(DAY);
            assertLisbonFirst(space, "before");
            manager.maintain(Budget.ofDefaults());
            assertEquals(Tier.MID, space.get(paris.id()).orElseThrow().tier(), "it was moved");
            assertLisbonFirst(space, "after");
        }
    }

    @Test
    void whatIsMadeOfWhatWasSaidIsAsOldAsThat() {
        try (MemoryManager manager =
                Memcore.builder().clock(clock).random(new Random(1)).build()) {
            MemorySpace space = alice(manager);
            Memory paris = said(space, PARIS, 2);
            talk(space);
            said(space, LISBON, 20);
            clock.advance(DAY);
            space.remember(Observation.builder(PARIS)
                    .kind(Kind.FACT)
                    .speaker("Alice")
                    .derivedFrom(paris.id())
                    .build());
            assertLisbonFirst(space, "a fact extracted in the night");
        }
    }
}
