package dev.memcore.adapter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Role;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelOptions;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.spi.model.ReplyEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullUnmarked // a null fails the test
final class ModelCallsTest {
    private static final ModelOptions OPTIONS = ModelOptions.ofDefaults();

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ModelCalls calls = ModelCalls.on(executor);

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private MemoryException failure(ModelOptions options, Callable<String> call) {
        MemoryException error = assertThrows(MemoryException.class, () -> calls.answer(options, call));
        assertEquals(ErrorCode.COMPONENT_FAILED, error.code());
        return error;
    }

    @Test
    void answersAreReturnedAndFailuresReported() throws InterruptedException {
        assertEquals("yes", calls.answer(OPTIONS, () -> "yes"));
        assertTrue(failure(OPTIONS, () -> null).toString().contains("no response"));
        IllegalStateException down = new IllegalStateException("down");
        assertSame(
                down,
                failure(OPTIONS, () -> {
                            throw down;
                        })
                        .getCause());
        executor.shutdown();
        assertTrue(failure(OPTIONS, () -> "yes").toString().contains("executor"));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                assertThrows(MemoryException.class, () -> ModelCalls.on(null)).code());
    }

    @Test
    void aSlowModelIsInterruptedAfterTheTimeout() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        MemoryException error = failure(OPTIONS.withTimeout(Duration.ofMillis(20)), () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return "too late";
        });
        assertTrue(error.toString().contains("PT0.02S"), error::toString);
        interrupted.await();
    }

    @Test
    void anInterruptedCallerEndsTheCall() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                calls.answer(OPTIONS, () -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "too late";
                });
            } catch (InterruptedException e) {
                ended.set(true);
            }
        });
        running.await();
        caller.interrupt();
        caller.join();
        interrupted.await();
        assertTrue(ended.get());
    }

    @Test
    void anInterruptedCallerDoesNotCallTheModel() {
        AtomicBoolean called = new AtomicBoolean();
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> calls.answer(OPTIONS, () -> {
                    called.set(true);
                    return "yes";
                }));
        assertFalse(called.get() || Thread.currentThread().isInterrupted());
    }

    @Test
    void repliesFillInWhatIsMissing() {
        ModelReply none = ModelReplies.of(null, List.of(), ReplyEnd.LENGTH, null, -1);
        assertEquals("", none.text());
        assertEquals(ReplyEnd.LENGTH, none.end());
        assertEquals(0, none.inputTokens() + none.outputTokens());
        ModelToolCall call = ModelReplies.call("1", "search", null);
        assertEquals("", call.arguments());
        ModelReply calling = ModelReplies.of("text", List.of(call), ReplyEnd.COMPLETE, 7, 8);
        assertEquals(ReplyEnd.TOOL_CALLS, calling.end());
        assertEquals(List.of(7, 8), List.of(calling.inputTokens(), calling.outputTokens()));
    }

    @Test
    void resultsHaveTheNameOfTheLastCallWithTheirId() {
        ModelMessage first = assistant(new ModelToolCall("1", "search", "{}"), new ModelToolCall("2", "read", "{}"));
        ModelMessage second = assistant(new ModelToolCall("1", "write", "{}"));
        ToolNames names = ToolNames.of(List.of(first, second));
        assertEquals("write", names.nameOf(result("1")));
        assertEquals("read", names.nameOf(result("2")));
        assertEquals("tool", names.nameOf(result("3")));
        assertEquals("3", ToolNames.callId(result("3")));
    }

    private static ModelMessage assistant(ModelToolCall... calls) {
        return new ModelMessage(Role.ASSISTANT, "", List.of(calls), null);
    }

    private static ModelMessage result(String id) {
        return new ModelMessage(Role.TOOL, "done", List.of(), id);
    }
}
