package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.consolidation.KeepVerbatim;
import dev.memcore.spi.WriteStage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous calls: their limit, their failures, and what a close and a cancellation do to them. */
final class AsyncTest {
    private static final Scope BOB = Scope.of("acme", "bob");

    @TempDir
    private Path directory;

    /** Keeps the calls until the test runs them. */
    private static final class Waiting implements Executor {
        private final Queue<Runnable> calls = new ArrayDeque<>();

        @Override
        public void execute(Runnable call) {
            calls.add(call);
        }

        void runNext() {
            calls.remove().run();
        }
    }

    private final Waiting waiting = new Waiting();

    private MemcoreBuilder store() {
        return Memcore.builder().directory(directory.resolve("store")).withoutEmbedder();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static ErrorCode failure(CompletionStage<?> stage) {
        CompletionException e = assertThrows(CompletionException.class, () -> get(stage));
        return assertInstanceOf(MemoryException.class, e.getCause()).code();
    }

    private static List<Memory> all(MemoryManager manager) {
        return manager.space(BOB).stream(MemoryFilter.any()).toList();
    }

    @Test
    void aWriteIsDurableAndRecalledWhenItsStageCompletes() {
        Memory written;
        try (MemoryManager manager = store().build()) {
            MemorySpace space = manager.space(BOB);
            written = get(space.rememberAsync("the safe opens with xyzzy"));
            assertEquals(List.of(written), get(space.recallAsync("xyzzy")).memories());
            Memory turn = get(space.session("s").addAsync(Observation.of("hello xyzzy")));
            assertEquals(
                    List.of(turn),
                    get(space.session("s").recallAsync(MemoryQuery.of("xyzzy"))).memories());
            assertTrue(get(space.contextAsync(ContextRequest.of("what opens the safe?", 200)))
                    .text()
                    .contains("xyzzy"));
            assertEquals(
                    2,
                    get(space.rememberAllAsync(List.of(Observation.of("a"), Observation.of("b"))))
                            .size());
        }
        try (MemoryManager manager = store().build()) {
            assertEquals(4, all(manager).size());
            assertEquals(written, all(manager).getFirst());
        }
    }

    @Test
    void callsBeyondTheLimitFailAtOnceAndAreNotQueued() {
        try (MemoryManager manager =
                store().asyncExecutor(waiting).maxAsyncCalls(2).build()) {
            MemorySpace space = manager.space(BOB);
            CompletionStage<Memory> first = space.rememberAsync("first");
            CompletionStage<Memory> second = space.rememberAsync("second");
            CompletionStage<Memory> third = space.rememberAsync("third");
            assertEquals(ErrorCode.BUSY, failure(third));
            assertEquals(ErrorCode.BUSY, failure(space.recallAsync("first")));
            assertEquals(2, waiting.calls.size());
            waiting.runNext();
            assertEquals("first", get(first).text());
            CompletionStage<Memory> fourth = space.rememberAsync("fourth");
            waiting.runNext();
            waiting.runNext();
            assertEquals("second", get(second).text());
            assertEquals("fourth", get(fourth).text());
            assertEquals(3, all(manager).size());
        }
    }

    @Test
    void aCancelledCallThatHasNotBegunWritesNothing() {
        try (MemoryManager manager =
                store().asyncExecutor(waiting).maxAsyncCalls(1).build()) {
            MemorySpace space = manager.space(BOB);
            CompletableFuture<Memory> cancelled =
                    space.rememberAsync("cancelled").toCompletableFuture();
            assertTrue(cancelled.cancel(true));
            waiting.runNext();
            CompletionStage<Memory> next = space.rememberAsync("next");
            waiting.runNext();
            assertEquals(List.of(get(next)), all(manager));
        }
    }

    @Test
    void aCloseEndsCallsThatHaveNotBegun() {
        MemoryManager manager = store().asyncExecutor(waiting).build();
        MemorySpace space = manager.space(BOB);
        CompletionStage<Memory> lost = space.rememberAsync("never begun");
        manager.close();
        assertTrue(lost.toCompletableFuture().isDone());
        assertEquals(ErrorCode.CLOSED, failure(lost));
        waiting.runNext();
        CompletionStage<Memory> late = space.rememberAsync("late");
        assertEquals(ErrorCode.CLOSED, failure(late));
        try (MemoryManager again = store().build()) {
            assertEquals(List.of(), all(again));
        }
    }

    @Test
    void aCloseWaitsForACallThatHasBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        WriteStage verbatim = new KeepVerbatim();
        MemoryManager manager = store().writeStage((scope, observation, ids, now) -> {
                    begun.countDown();
                    awaitQuietly(go);
                    return verbatim.propose(scope, observation, ids, now);
                })
                .build();
        CompletionStage<Memory> write = manager.space(BOB).rememberAsync("begun");
        begun.await();
        Thread closing = Thread.ofVirtual().start(manager::close);
        assertFalse(write.toCompletableFuture().isDone());
        go.countDown();
        closing.join();
        assertTrue(write.toCompletableFuture().isDone());
        try (MemoryManager again = store().build()) {
            assertEquals(List.of(get(write)), all(again));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFunctionThatIsChainedToAStageMayCloseTheStore() {
        MemoryManager manager = store().build();
        get(manager.space(BOB).rememberAsync("last").thenRun(manager::close));
        assertEquals(
                ErrorCode.CLOSED,
                assertThrows(MemoryException.class, manager::stats).code());
    }

    @Test
    void aFunctionThatIsChainedToAStageMaySubmitTheNextCall() {
        try (MemoryManager manager = store().maxAsyncCalls(1).build()) {
            MemorySpace space = manager.space(BOB);
            CompletionStage<Memory> chain = space.rememberAsync("0");
            for (int i = 1; i < 20; i++) {
                String next = Integer.toString(i);
                chain = chain.thenCompose(before -> space.rememberAsync(next));
            }
            assertEquals("19", get(chain).text());
            assertEquals(
                    List.of("0", "1", "2"),
                    all(manager).subList(0, 3).stream().map(Memory::text).toList());
        }
    }

    @Test
    void failuresAreThoseOfTheBlockingCalls() {
        Executor rejecting = call -> {
            throw new RejectedExecutionException("full");
        };
        try (MemoryManager manager =
                store().asyncExecutor(rejecting).maxAsyncCalls(1).build()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        ErrorCode.COMPONENT_FAILED, failure(manager.space(BOB).rememberAsync("x")));
            }
        }
        try (MemoryManager manager = store().writeStage((scope, observation, ids, now) -> {
                    throw new IllegalStateException("a bug");
                })
                .build()) {
            assertEquals(ErrorCode.COMPONENT_FAILED, failure(manager.space(BOB).rememberAsync("x")));
            assertEquals(ErrorCode.LIMIT_EXCEEDED, failure(manager.space(BOB).recallAsync("long ".repeat(10_000))));
            assertEquals(List.of(), all(manager));
        }
    }

    @Test
    void anInterruptOfTheCallerDoesNotAffectACall() {
        try (MemoryManager manager = store().build()) {
            Thread.currentThread().interrupt();
            CompletionStage<Memory> write = manager.space(BOB).rememberAsync("x");
            assertTrue(Thread.interrupted());
            assertEquals("x", get(write).text());
        }
    }

    @Test
    void whatIsAcceptedUnderLoadIsStoredAndNothingElse() throws Exception {
        List<CompletionStage<Memory>> stages = new ArrayList<>();
        try (MemoryManager manager = store().maxAsyncCalls(4).build()) {
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                String name = "writer " + writer + " note ";
                writers.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 300; i++) {
                        CompletionStage<Memory> stage = manager.space(BOB).rememberAsync(name + i);
                        synchronized (stages) {
                            stages.add(stage);
                        }
                    }
                }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            List<Memory> accepted = new ArrayList<>();
            int refused = 0;
            for (CompletionStage<Memory> stage : stages) {
                try {
                    accepted.add(get(stage));
                } catch (CompletionException e) {
                    assertEquals(
                            ErrorCode.BUSY,
                            assertInstanceOf(MemoryException.class, e.getCause())
                                    .code());
                    refused++;
                }
            }
            assertEquals(600, accepted.size() + refused);
            assertEquals(accepted.size(), all(manager).size());
            assertTrue(all(manager).containsAll(accepted));
        }
    }

    @Test
    void theLimitIsChecked() {
        MemoryException refused = assertThrows(
                MemoryException.class, () -> store().maxAsyncCalls(0).build());
        assertTrue(refused.toString().contains("maxAsyncCalls must lie in [1, 100000], but is 0"), refused::toString);
    }
}
