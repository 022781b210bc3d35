package dev.memcore.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationListener;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What listeners and Java Flight Recorder are told of the operations. */
final class OperationsTest {
    private static final Scope BOB = Scope.of("acme", "bob");
    private static final String SECRET = "xyzzy";

    private final List<String> told = new ArrayList<>();

    /** Writes down what it is told. */
    private OperationListener.RunningOperation noted(OperationKind kind) {
        return new OperationListener.RunningOperation() {
            @Override
            public void succeeded(OperationSummary summary) {
                told.add(kind + " " + summary.memories());
            }

            @Override
            public void failed(MemoryException failure) {
                told.add(kind + " " + failure.code());
            }
        };
    }

    private static void use(MemoryManager manager) {
        MemorySpace space = manager.space(BOB);
        Memory memory = space.remember("the safe opens with " + SECRET);
        manager.awaitIndexed();
        space.recall(SECRET);
        space.context(ContextRequest.of("what is " + SECRET + "?", 200));
        Memory revised = space.revise(memory.id(), "the safe opens with " + SECRET + " 2");
        space.undo(revised.id());
        Memory other = space.remember("unimportant");
        assertTrue(space.forget(other.id()));
        space.erase(Erasure.of(memory.id()));
        manager.maintain();
        assertThrows(MemoryException.class, () -> space.recall("long ".repeat(10_000)));
    }

    @Test
    void aListenerIsToldOfEveryOperationOnce() {
        try (MemoryManager manager = Memcore.builder()
                .withoutEmbedder()
                .operationListener(this::noted)
                .build()) {
            use(manager);
        }
        assertEquals(
                List.of(
                        "REMEMBER 1",
                        "RECALL 1",
                        "RECALL 1",
                        "CONTEXT 1",
                        "UPDATE 1",
                        "UPDATE 1",
                        "REMEMBER 1",
                        "FORGET 1",
                        "ERASE 1",
                        "MAINTAIN 0",
                        "RECALL LIMIT_EXCEEDED"),
                told);
    }

    @Test
    void aListenerThatFailsDoesNotFailAnOperation() {
        OperationListener atStart = kind -> {
            throw new AssertionError("a bug");
        };
        OperationListener atEnd = kind -> new OperationListener.RunningOperation() {
            @Override
            public void succeeded(OperationSummary summary) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void failed(MemoryException failure) {
                throw new IllegalStateException("a bug");
            }
        };
        for (OperationListener listener : List.of(atStart, atEnd)) {
            try (MemoryManager manager = Memcore.builder()
                    .withoutEmbedder()
                    .operationListener(listener)
                    .build()) {
                use(manager);
            }
        }
    }

    @Test
    void flightRecorderGetsEventsWithoutContent(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("memcore.jfr");
        try (Recording recording = new Recording()) {
            for (String name :
                    List.of("Recall", "Context", "Remember", "Update", "Forget", "Erase", "Maintain", "Index")) {
                recording.enable("memcore." + name);
            }
            recording.start();
            try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
                use(manager);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("memcore."))
                .toList();
        assertEquals(
                "[memcore.Context, memcore.Erase, memcore.Forget, memcore.Index, memcore.Maintain, memcore.Recall,"
                        + " memcore.Remember, memcore.Update]",
                events.stream()
                        .map(event -> event.getEventType().getName())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ", "[", "]")));
        RecordedEvent failed = events.stream()
                .filter(event -> event.hasField("failure") && event.getString("failure") != null)
                .findFirst()
                .orElseThrow();
        assertEquals("LIMIT_EXCEEDED", failed.getString("failure"));
        events.forEach(event -> assertFalse(event.toString().contains(SECRET), event::toString));
        events.forEach(event -> assertFalse(event.toString().contains("bob"), event::toString));
    }
}
