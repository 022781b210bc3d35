package dev.memcore.bench.classes;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The traced program: one remember and one recall on an open, warmed-up store. Each call is between two marker methods.
 */
public final class CallProbe {
    private static final int WARM_UP = 30;

    private CallProbe() {}

    /** Runs the calls on a store in a temporary directory. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("memcore-classes");
        try (MemoryManager memory = Memcore.open(directory)) {
            MemorySpace space = memory.space(Scope.of("acme", "alice"));
            for (int i = 0; i < WARM_UP; i++) {
                space.remember("Warm-up sentence number " + i + " about tea and mountains.");
            }
            space.recall("What about tea?");
            memory.awaitIndexed();
            begin("remember");
            space.remember("Alice is allergic to peanuts.");
            end();
            memory.awaitIndexed();
            begin("recall");
            space.recall("What must Alice not eat?");
            end();
        }
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    /** A marker: the tracer starts to record here. */
    @SuppressWarnings("UnusedVariable") // the tracer reads it
    private static void begin(String call) {}

    /** A marker: the tracer stops to record here. */
    private static void end() {}
}
