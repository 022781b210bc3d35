package consumer;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import java.nio.file.Path;

/**
 * Runs the README's example twice on one directory, in a project with one dependency. Fails unless the second run also
 * recalls the memories of the first.
 */
public final class Example {
    private Example() {}

    public static void main(String[] args) {
        String module = Example.class.getModule().getName();
        System.out.println("running " + (module == null ? "on the class path" : "as module " + module));
        int first = rememberAndRecall(Path.of(args[0]));
        int second = rememberAndRecall(Path.of(args[0]));
        if (second != 2 * first) {
            throw new AssertionError("recalled " + first + " memories, and after opening again " + second);
        }
    }

    private static int rememberAndRecall(Path directory) {
        int found = 0;
        try (MemoryManager memory = Memcore.open(directory)) {
            MemorySpace alice = memory.space(Scope.of("acme", "alice"));
            alice.remember("Alice is allergic to peanuts.");
            alice.session("monday").add(Role.USER, "I moved from Paris to Lisbon last spring.");
            for (Recalled hit : alice.recall("What must Alice not eat?")) {
                System.out.println(hit.memory().text() + "   " + hit.why());
                found++;
            }
        }
        return found;
    }
}
