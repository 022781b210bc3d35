package dev.memcore.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.fault.FaultyLog;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.testkit.index.LinearIndex;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was superseded leads to something that is recalled, however operations and undos meet. */
final class FactSuccessionTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    private final AtomicReference<Runnable> atNextAppend = new AtomicReference<>();
    private final MemoryManager manager = Memcore.builder()
            .log(meeting(new FaultyLog()))
            .index(new LinearIndex())
            .random(new Random(1))
            .build();
    private final MemorySpace bob = manager.space(BOB);

    @AfterEach
    void close() {
        manager.close();
    }

    /** A log that first lets something else run, on another thread, until that has ended or waits for this one. */
    private MemoryLog meeting(MemoryLog log) {
        return (MemoryLog) Proxy.newProxyInstance(
                MemoryLog.class.getClassLoader(), new Class<?>[] {MemoryLog.class}, (proxy, method, arguments) -> {
                    Runnable other = method.getName().equals("append") ? atNextAppend.getAndSet(null) : null;
                    if (other != null) {
                        Thread thread = new Thread(other);
                        thread.start();
                        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
                            Thread.onSpinWait();
                        }
                    }
                    return method.invoke(log, arguments);
                });
    }

    private void supersede(Memory memory, Memory by) {
        bob.apply(List.of(new MemoryOp.Supersede(memory.id(), by.id(), Cause.HOST)));
    }

    private Memory present(Memory memory) {
        return bob.get(memory.id()).orElseThrow();
    }

    private List<String> recalled() {
        return bob.list(MemoryFilter.any(), null, 100).memories().stream()
                .map(Memory::text)
                .toList();
    }

    /** Each was once superseded by the next, in a circle, which was undone. */
    private List<Memory> circle(int size) {
        List<Memory> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(bob.remember("memory " + i));
        }
        for (int i = 0; i < size; i++) {
            supersede(all.get(i), all.get((i + 1) % size));
            bob.undo(all.get(i).id());
        }
        return all;
    }

    @Test
    void ofTwoUndosAtOnceThatWouldSupersedeEachOtherOneIsRefused() throws Exception {
        List<Memory> both = circle(2);
        FutureTask<Memory> other = new FutureTask<>(() -> bob.undo(both.get(1).id()));
        atNextAppend.set(other);
        bob.undo(both.get(0).id());

        ExecutionException refused = assertThrows(ExecutionException.class, other::get);
        assertInstanceOf(UndoConflictException.class, refused.getCause());
        assertEquals(List.of("memory 1"), recalled());
        assertEquals(both.get(1).id(), present(both.get(0)).supersededBy());
    }

    @Test
    void undosThatWouldCloseACircleOfAnyLengthAreRefused() {
        for (int size = 2; size <= 5; size++) {
            List<Memory> all = circle(size);
            for (Memory memory : all.subList(0, size - 1)) {
                bob.undo(memory.id());
            }
            MemoryId last = all.getLast().id();
            UndoConflictException refused = assertThrows(UndoConflictException.class, () -> bob.undo(last));
            assertEquals(List.of(present(all.getLast())), refused.conflicts());
            assertEquals(
                    List.of(present(all.getLast())),
                    bob.list(MemoryFilter.any(), null, 100).memories());
            bob.forget(last);
        }
    }

    @Test
    void undosOfOneCallThatWouldSupersedeEachOtherAreRefused() {
        List<Memory> both = circle(2);
        List<Long> commits =
                both.stream().map(memory -> present(memory).sequence()).toList();
        assertThrows(UndoConflictException.class, () -> bob.undo(commits));
        assertEquals(List.of("memory 0", "memory 1"), recalled());
    }

    @Test
    void whatSupersedesNowMayBeSupersededAfterTheUndo() {
        Memory one = bob.remember("one");
        Memory two = bob.remember("two");
        supersede(one, two);
        Memory undone = bob.undo(one.id());
        supersede(two, one);
        long turned = present(two).sequence();
        List<Memory> made = bob.undo(List.of(undone.sequence(), turned));
        assertEquals(2, made.size());
        assertEquals(List.of("two"), recalled());
        assertEquals(two.id(), present(one).supersededBy());
        bob.undo(List.of(made.getFirst().sequence()));
        assertEquals(List.of("one"), recalled());
    }

    @Test
    void nothingIsRestoredToBeSupersededByWhatIsForgottenOrHeldBack() {
        Memory old = bob.remember("old");
        Memory now = bob.remember("now");
        supersede(old, now);
        bob.undo(old.id());
        bob.apply(List.of(new MemoryOp.Quarantine(now.id(), Cause.HOST)));
        assertThrows(UndoConflictException.class, () -> bob.undo(old.id()));
        bob.apply(List.of(new MemoryOp.Release(now.id(), Cause.HOST)));
        bob.forget(now.id());
        UndoConflictException refused = assertThrows(UndoConflictException.class, () -> bob.undo(old.id()));
        assertEquals(
                List.of(now.id()), refused.conflicts().stream().map(Memory::id).toList());
        assertEquals(List.of("old"), recalled());
    }

    @Test
    void whatSupersedesIsNotForgottenByAnUndoThatOnlyTouchesWhatItSuperseded() {
        Memory old = bob.remember("old");
        Memory now = bob.remember("now");
        supersede(old, now);
        Memory pinned = bob.pin(old.id(), true);
        UndoConflictException refused =
                assertThrows(UndoConflictException.class, () -> bob.undo(List.of(now.sequence(), pinned.sequence())));
        assertEquals(
                List.of(old.id()), refused.conflicts().stream().map(Memory::id).toList());
        assertEquals(List.of("now"), recalled());
    }

    @Test
    void whatStaysSupersededByTheSameCanBeUndoneWhateverBecameOfThat() {
        Memory old = bob.remember("old");
        Memory now = bob.remember("now");
        supersede(old, now);
        bob.pin(old.id(), true);
        bob.forget(now.id());
        assertEquals(Status.SUPERSEDED, bob.undo(old.id()).status());
    }

    @Test
    void theUndoOfAnUndoLeadsOverWhatWasSupersededSince() {
        Memory one = bob.remember("one");
        Memory two = bob.remember("two");
        Memory three = bob.remember("three");
        supersede(one, two);
        bob.undo(one.id());
        supersede(two, three);
        assertEquals(
                Optional.of(two.id()), Optional.ofNullable(bob.undo(one.id()).supersededBy()));
        assertEquals(List.of("three"), recalled());
    }

    @Test
    void nothingSupersedesItself() {
        Memory one = bob.remember("one");
        assertThrows(MemoryException.class, () -> supersede(one, one));
        Memory two = bob.remember("two");
        assertThrows(
                MemoryException.class,
                () -> bob.apply(List.of(
                        new MemoryOp.Supersede(one.id(), two.id(), Cause.HOST),
                        new MemoryOp.Supersede(two.id(), one.id(), Cause.HOST))));
        assertEquals(List.of("one", "two"), recalled());
    }
}
