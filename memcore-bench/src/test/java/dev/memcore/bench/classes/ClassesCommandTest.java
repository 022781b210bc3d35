package dev.memcore.bench.classes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A remember and a recall pass through few classes, so that a reader can follow them. */
final class ClassesCommandTest {
    private static final int MOST = 40;

    @Test
    void aCallPassesThroughFewClasses() {
        Map<String, Map<String, Set<String>>> calls = ClassesCommand.trace();
        assertTrue(calls.keySet().containsAll(Set.of("remember", "recall")), calls::toString);
        calls.forEach((call, groups) -> {
            Set<String> steps = groups.getOrDefault("steps", Set.of());
            assertTrue(steps.size() >= 10, () -> call + " was not traced: " + steps);
            assertTrue(steps.size() <= MOST, () -> call + " passes through " + steps.size() + " classes: " + steps);
        });
    }
}
