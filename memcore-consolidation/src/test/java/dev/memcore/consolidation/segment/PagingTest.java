package dev.memcore.consolidation.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.summary.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PagingTest {
    private static final Paging PAGING = Paging.of(1_000);

    private static Memory message(long number, Role role, String... calls) {
        Observation.Builder message = Library.turn("s", "Ann", "text " + number).role(role);
        List.of(calls).forEach(message::toolCallId);
        return Library.memory(number, message.build());
    }

    /** The thresholds of MemGPT: a warning at 70 % of the window, a flush at 100 % that evicts half of the queue. */
    @Test
    void thresholdsAreThoseOfMemGpt() {
        assertFalse(PAGING.warns(699));
        assertTrue(PAGING.warns(700));
        assertFalse(PAGING.flushes(999));
        assertTrue(PAGING.flushes(1_000));
        List<Memory> queue =
                IntStream.range(0, 50).mapToObj(i -> message(i + 1, Role.USER)).toList();
        assertEquals(0, PAGING.leaving(queue, 980, message -> 20));
        assertEquals(25, PAGING.leaving(queue, 1_000, message -> 20));
    }

    @Test
    void sixtyTurnsHaveOneWarningBeforeEachFlush() {
        List<Memory> queue = new ArrayList<>();
        List<String> events = new ArrayList<>();
        boolean warned = false;
        for (int turn = 1; turn <= 60; turn++) {
            queue.add(message(turn, Role.USER));
            long held = 50L * queue.size();
            if (PAGING.warns(held) && !warned) {
                warned = true;
                events.add("warn " + held);
            }
            int leaving = PAGING.leaving(queue, held, message -> 50);
            if (leaving > 0) {
                events.add("flush " + leaving);
                queue.subList(0, leaving).clear();
                warned = false;
            }
        }
        assertEquals(
                List.of(
                        "warn 700",
                        "flush 10",
                        "warn 700",
                        "flush 10",
                        "warn 700",
                        "flush 10",
                        "warn 700",
                        "flush 10",
                        "warn 700",
                        "flush 10"),
                events);
    }

    @Test
    void callsAndResultsLeaveTogether() {
        List<Memory> queue = List.of(
                message(1, Role.USER),
                message(2, Role.ASSISTANT, "a", "b"),
                message(3, Role.TOOL, "a"),
                message(4, Role.USER),
                message(5, Role.TOOL, "b"),
                message(6, Role.ASSISTANT),
                message(7, Role.USER));
        assertEquals(5, new Paging(70, .7, 1, .8).leaving(queue, 70, message -> 10));
        assertEquals(1, new Paging(70, .7, 1, .9).leaving(queue, 70, message -> 10));
        assertEquals(6, new Paging(70, .7, 1, 0).leaving(queue, 70, message -> 10));
        List<Memory> open = List.of(message(1, Role.ASSISTANT, "a"), message(2, Role.TOOL, "a"));
        assertEquals(0, new Paging(2, .7, 1, 0).leaving(open, 20, message -> 10));
    }

    @Test
    void invalidThresholdsAreRejected() {
        assertThrows(MemoryException.class, () -> Paging.of(0));
        assertThrows(MemoryException.class, () -> new Paging(10, 1.1, 1, .5));
        assertThrows(MemoryException.class, () -> new Paging(10, .7, Double.NaN, .5));
        assertThrows(MemoryException.class, () -> new Paging(10, .7, 1, 1));
    }
}
