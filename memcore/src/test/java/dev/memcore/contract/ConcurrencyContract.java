package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.model.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds when many threads change the same memories at once. */
abstract class ConcurrencyContract extends StoreTest {
    private static final Cause TEST = Cause.of("test");
    private static final int THREADS = 8;
    private static final int ROUNDS = 100;

    private MemorySpace space;

    @BeforeEach
    void openSpace() {
        space = manager.space(Scope.of("acme", "bob"));
    }

    @Test
    void versionsOfOneMemoryAreDenseAndAcknowledgedOnce() {
        MemoryId id = space.remember("version 1").id();
        List<List<Integer>> versions = Race.of(THREADS, thread -> {
            List<Integer> mine = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                mine.add(space.revise(id, "by " + thread).version());
            }
            return mine;
        });

        for (List<Integer> mine : versions) {
            assertEquals(mine.stream().sorted().toList(), mine, "a thread's own versions count up");
        }
        assertEquals(
                IntStream.rangeClosed(2, THREADS * ROUNDS + 1).boxed().toList(),
                versions.stream().flatMap(List::stream).sorted().toList());
        assertEquals(THREADS * ROUNDS + 1, space.get(id).orElseThrow().version());
    }

    @Test
    void noUpdateIsLostWhenEachIsWrittenForTheVersionItRead() {
        MemoryId id = space.remember("0").id();
        Race.of(THREADS, thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                increment(id);
            }
            return true;
        });
        assertEquals(
                String.valueOf(THREADS * ROUNDS), space.get(id).orElseThrow().text());
    }

    private void increment(MemoryId id) {
        while (!Thread.currentThread().isInterrupted()) {
            Memory read = space.get(id).orElseThrow();
            String next = String.valueOf(Integer.parseInt(read.text()) + 1);
            try {
                space.apply(List.of(new MemoryOp.Revise(id, next, read.version(), TEST)));
                return;
            } catch (MemoryException e) {
                assertEquals(ErrorCode.CONFLICT, e.code());
            }
        }
    }

    @Test
    void exactlyOneOfManyForgets() {
        for (int round = 0; round < ROUNDS; round++) {
            MemoryId id = space.remember("round " + round).id();
            List<Boolean> forgot = Race.of(4, thread -> space.forget(id));
            assertEquals(1, Collections.frequency(forgot, true));
        }
    }

    @Test
    void crossedBatchesNeitherDeadlockNorLoseAVersion() {
        List<MemoryId> ids = IntStream.range(0, 4)
                .mapToObj(i -> space.remember("memory " + i).id())
                .toList();
        Race.of(THREADS, thread -> {
            List<MemoryId> order = new ArrayList<>(ids);
            Collections.rotate(order, thread);
            for (int i = 0; i < ROUNDS; i++) {
                space.apply(order.stream()
                        .<MemoryOp>map(id -> new MemoryOp.Revise(id, "by " + thread, 0, TEST))
                        .toList());
            }
            return true;
        });
        for (MemoryId id : ids) {
            assertEquals(THREADS * ROUNDS + 1, space.get(id).orElseThrow().version());
        }
        assertEquals(
                1,
                ids.stream()
                        .map(id -> space.get(id).orElseThrow().text())
                        .distinct()
                        .count());
    }

    @Test
    void twoMemoriesCannotSupersedeEachOther() {
        for (int round = 0; round < ROUNDS; round++) {
            MemoryId a = space.remember("a").id();
            MemoryId b = space.remember("b").id();
            List<Boolean> done = Race.of(2, thread -> {
                MemoryOp op = thread == 0 ? new MemoryOp.Supersede(a, b, TEST) : new MemoryOp.Supersede(b, a, TEST);
                try {
                    space.apply(List.of(op));
                    return true;
                } catch (MemoryException e) {
                    assertEquals(ErrorCode.CONFLICT, e.code());
                    return false;
                }
            });
            assertEquals(1, Collections.frequency(done, true));
        }
    }

    @Test
    void whatIsAcknowledgedIsSeenByEveryThreadAtOnceAndBatchesWholly() {
        Set<MemoryId> acknowledged = new ConcurrentSkipListSet<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger checks = new AtomicInteger();
        Race.of(4, thread -> {
            if (thread < 2) {
                for (int i = 0; i < ROUNDS; i++) {
                    space.rememberAll(List.of(Observation.of("left"), Observation.of("right")))
                            .forEach(memory -> acknowledged.add(memory.id()));
                }
                writing.set(false);
                return true;
            }
            do {
                List<MemoryId> before = List.copyOf(acknowledged);
                List<Memory> seen = space.list(MemoryFilter.any(), null, 1_000).memories();
                assertTrue(seen.stream().map(Memory::id).toList().containsAll(before));
                long left = seen.stream()
                        .filter(memory -> memory.text().equals("left"))
                        .count();
                assertEquals(seen.size(), 2 * left, "half a batch is seen");
                checks.incrementAndGet();
            } while (writing.get());
            return true;
        });
        assertTrue(checks.get() > 0);
        assertEquals(4 * ROUNDS, manager.stats().memories());
    }

    @Test
    void theLogFoldsToWhatTheThreadsSaw() {
        List<MemoryId> ids = IntStream.range(0, 8)
                .mapToObj(i -> space.remember("memory " + i).id())
                .toList();
        Race.of(THREADS, thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                MemoryId id = ids.get((i * 7 + thread) % ids.size());
                MemoryOp op = i % 2 == 0 ? new MemoryOp.Quarantine(id, TEST) : new MemoryOp.Release(id, TEST);
                try {
                    space.apply(List.of(op));
                } catch (MemoryException e) {
                    assertEquals(ErrorCode.CONFLICT, e.code());
                }
            }
            return true;
        });
        assertEquals(List.of(), manager.check().findings());
        manager.close();
        store.loseIndex();
        manager = builder().build();
        assertEquals(List.of(), manager.check().findings());
    }
}
