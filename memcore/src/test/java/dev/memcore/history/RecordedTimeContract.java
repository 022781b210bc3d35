package dev.memcore.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.contract.StoreTest;
import dev.memcore.model.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a manager promises of recorded time: it never goes back, and what was known at a moment that has come is final. */
public abstract class RecordedTimeContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final int WRITERS = 4;
    private static final int ROUNDS = 100;

    private MemorySpace space;

    @BeforeEach
    void openSpace() {
        space = manager.space(BOB);
    }

    private List<Memory> asOf(Instant moment) {
        return space.asOf(moment).list(MemoryFilter.any(), null, 1_000).memories();
    }

    @Test
    void whatWasKnownAtAMomentDoesNotChangeWhileTheClockStandsStill() {
        Memory first = space.remember("first");
        assertEquals(START, first.recordedAt());
        assertEquals(List.of(first), asOf(START));
        Memory second = space.remember("second");
        Memory revised = space.revise(first.id(), "revised");
        assertEquals(List.of(first), asOf(START));
        assertEquals(List.of(revised, second), asOf(revised.recordedAt()));
        assertEquals(START.plusMillis(1), revised.recordedAt(), "nobody asked for anything between the two");
    }

    @Test
    void whatWasKnownAtAMomentDoesNotChangeWhenTheClockGoesBack() {
        Memory first = space.remember("first");
        clock.advance(Duration.ofHours(-1));
        assertEquals(List.of(first), asOf(START), "recorded, so not of the future");
        Memory second = space.remember("second");
        assertTrue(second.recordedAt().isAfter(START));
        assertEquals(List.of(first), asOf(START));
        assertEquals(List.of(first, second), asOf(second.recordedAt()));
    }

    @Test
    void whatWasKnownAtAMomentDoesNotChangeByReopening() {
        Memory first = space.remember("first");
        reopen();
        space = manager.space(BOB);
        assertEquals(List.of(first), asOf(START));
        space.remember("second");
        assertEquals(List.of(first), asOf(START));
    }

    @Test
    void aMomentOfTheFutureIsThePresentUntilItHasCome() {
        Instant later = START.plusMillis(1);
        Memory first = space.remember("first");
        assertEquals(List.of(first), asOf(later));
        Memory second = space.remember("second");
        assertEquals(START, second.recordedAt(), "to look ahead moves no clock");
        assertEquals(List.of(first, second), asOf(later));
        clock.set(later);
        assertEquals(List.of(first, second), asOf(later));
        space.remember("third");
        assertEquals(List.of(first, second), asOf(later));
    }

    @Test
    void whatWasKnownAtAMomentDoesNotChangeHoweverManyWrite() {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        Map<Instant, List<Memory>> known = new LinkedHashMap<>();
        Race.of(WRITERS + 1, thread -> {
            if (thread < WRITERS) {
                try {
                    for (int i = 0; i < ROUNDS; i++) {
                        space.remember("by " + thread);
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return true;
            }
            boolean last;
            do {
                last = writing.get() == 0;
                Instant now = clock.instant();
                known.put(now, asOf(now));
                clock.advance(Duration.ofMillis(1));
            } while (!last && known.size() < ROUNDS);
            return true;
        });
        known.forEach((moment, memories) -> assertEquals(memories, asOf(moment)));
        assertOrderOfRecording();
    }

    private void assertOrderOfRecording() {
        Instant before = Instant.MIN;
        List<Memory> inOrder = space.list(MemoryFilter.any(), null, 1_000).memories().stream()
                .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
                .toList();
        for (Memory memory : inOrder) {
            assertFalse(memory.recordedAt().isBefore(before), memory::toString);
            before = memory.recordedAt();
        }
    }
}
