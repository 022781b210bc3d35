package dev.memcore;

import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryManager;
import java.nio.file.Path;

/**
 * Opens memory stores.
 *
 * <pre>{@code
 * try (MemoryManager memory = Memcore.open(Path.of("memory"))) {
 *     MemorySpace bob = memory.in(Scope.of("acme", "bob"));
 *     bob.remember("Bob is allergic to peanuts");
 *     for (Recalled hit : bob.recall("what can Bob not eat?")) {
 *         System.out.println(hit.memory().text());
 *     }
 * }
 * }</pre>
 */
public final class Memcore {
    private Memcore() {}

    /**
     * Opens the store in a directory, or makes one, with the defaults of {@link MemcoreBuilder}.
     *
     * @throws MemoryException if another manager has it open ({@code LOCKED}), if it is damaged ({@code LOG_DAMAGED},
     *     {@code LOG_TRUNCATED}), or is not a store of this version ({@code FORMAT_NEWER}, {@code FOREIGN_FILE})
     */
    public static MemoryManager open(Path directory) {
        return builder().directory(directory).build();
    }

    /** Opens a new store in memory, which is gone when it is closed. */
    public static MemoryManager inMemory() {
        return builder().build();
    }

    /** Starts a configuration with the defaults that {@link MemcoreBuilder} lists. */
    public static MemcoreBuilder builder() {
        return new MemcoreBuilder();
    }
}
