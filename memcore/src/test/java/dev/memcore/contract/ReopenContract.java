package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Recovery;
import dev.memcore.api.report.StoreStats;
import dev.memcore.model.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is acknowledged is there after the store was closed, lost its index, or both; and what is closed says so. */
abstract class ReopenContract extends StoreTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @Test
    void aNewStoreIsEmpty() {
        StoreStats stats = manager.stats();
        assertEquals(0, stats.memories());
        assertEquals(0, stats.lastSequence());
        assertEquals(0, stats.recovery().replayed());
        assertTrue(manager.space(BOB).recall("anything").hits().isEmpty());
        assertEquals(List.of(), manager.check().findings());
    }

    @Test
    void everythingIsThereAfterReopening() {
        List<Memory> kept = write();

        reopen();

        assertKept(kept);
        assertEquals(Recovery.IndexState.CURRENT, manager.stats().recovery().indexState());
        assertEquals(0, manager.stats().recovery().replayed());
    }

    @Test
    void everythingIsThereAfterTheIndexWasLost() {
        List<Memory> kept = write();

        manager.close();
        store.loseIndex();
        manager = builder().build();

        assertKept(kept);
        assertEquals(Recovery.IndexState.MISSING, manager.stats().recovery().indexState());
        assertEquals(manager.stats().lastSequence(), manager.stats().recovery().replayed());
    }

    @Test
    void idsGoOnWhereTheyEndedThoughTheClockWentBack() {
        MemoryId before = manager.space(BOB).remember("before").id();
        clock.advance(Duration.ofDays(-365));

        reopen();

        MemoryId after = manager.space(BOB).remember("after").id();
        assertTrue(before.compareTo(after) < 0, before + " < " + after);
    }

    @Test
    void checkFindsNothingWrongInAGoodStore() {
        write();
        assertEquals(List.of(), manager.check().findings());
        reopen();
        assertEquals(List.of(), manager.check().findings());
    }

    @Test
    void awaitIndexedEndsOnceTheIndexHasEverything() {
        write();
        manager.awaitIndexed();
        assertEquals(manager.stats().lastSequence(), manager.stats().indexedSequence());
    }

    @Test
    void everyCallOnAClosedManagerSaysSo() {
        MemorySpace space = manager.space(BOB);
        Memory kept = space.remember("kept");
        SessionMemory session = space.session("s");

        manager.close();
        manager.close();

        for (Executable call : List.<Executable>of(
                () -> manager.space(BOB),
                manager::stats,
                manager::check,
                manager::awaitIndexed,
                () -> space.remember("x"),
                () -> space.rememberAll(List.of(Observation.of("x"))),
                () -> space.recall("x"),
                () -> space.get(kept.id()),
                () -> space.list(MemoryFilter.any(), null, 1),
                () -> space.revise(kept.id(), "x"),
                () -> space.forget(kept.id()),
                () -> space.session("t"),
                () -> session.add(Observation.of("x")),
                () -> session.window(100),
                () -> session.recall("x"))) {
            assertFails(ErrorCode.CLOSED, call);
        }
    }

    @Test
    void callersWhoMeetCloseFinishOrAreToldAndNothingAcknowledgedIsLost() {
        for (int round = 0; round < 20; round++) {
            manager.close();
            manager = builder().build();
            long before = manager.stats().lastSequence();
            AtomicInteger acknowledged = new AtomicInteger();
            Race.of(6, thread -> {
                if (thread < 2) {
                    manager.close();
                    return true;
                }
                assertFails(ErrorCode.CLOSED, () -> {
                    while (true) {
                        manager.space(BOB).remember("once more");
                        acknowledged.incrementAndGet();
                    }
                });
                return true;
            });
            reopen();
            assertEquals(before + acknowledged.get(), manager.stats().lastSequence());
            assertEquals(before + acknowledged.get(), manager.stats().memories());
        }
    }

    @Test
    void closingFromWithinACallIsRefusedRatherThanWaitedForForever() {
        manager.close();
        manager = builder()
                .writeStage((scope, observation, ids, now) -> {
                    manager.close();
                    return List.of();
                })
                .build();
        assertFails(ErrorCode.CONFLICT, () -> manager.space(BOB).remember("x"));
        assertEquals(0, manager.stats().lastSequence());
    }

    @Test
    void anInterruptedCallerIsServedAndKeepsItsFlag() {
        Race.of(1, thread -> {
            Thread.currentThread().interrupt();
            Memory kept = manager.space(BOB).remember("while interrupted");
            assertTrue(Thread.currentThread().isInterrupted());
            assertEquals(List.of(kept), manager.space(BOB).recall("interrupted").memories());
            assertTrue(Thread.currentThread().isInterrupted());
            return true;
        });
        assertEquals(1, manager.space(BOB).recall("interrupted").hits().size());
    }

    private List<Memory> write() {
        MemorySpace space = manager.space(BOB);
        Memory first = space.remember("first");
        space.rememberAll(List.of(Observation.of("second"), Observation.of("third")));
        space.revise(first.id(), "first revised");
        space.forget(space.remember("forgotten").id());
        return space.list(MemoryFilter.any(), null, 100).memories();
    }

    private void assertKept(List<Memory> kept) {
        assertEquals(3, kept.size());
        assertEquals(
                kept, manager.space(BOB).list(MemoryFilter.any(), null, 100).memories());
        assertEquals(4, manager.stats().memories());
        assertEquals(5, manager.stats().lastSequence());
    }
}
