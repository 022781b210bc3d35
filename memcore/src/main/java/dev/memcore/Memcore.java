package dev.memcore;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.opening.StoreRecovery;
import java.nio.file.Path;

/**
 * Opens memory stores.
 *
 * <pre>{@code
 * try (MemoryManager memory = Memcore.open(Path.of("memory"))) {
 *     MemorySpace bob = memory.space(Scope.of("acme", "bob"));
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
     * Opens the store in a directory with the defaults of {@link MemcoreBuilder}. Creates the store if the directory
     * has none.
     *
     * @throws MemoryException {@code LOCKED} if another manager has the store open; {@code LOG_DAMAGED} or {@code
     *     LOG_TRUNCATED} if the log is damaged; {@code FORMAT_NEWER} if a newer version of this library wrote the
     *     store; {@code FOREIGN_FILE} if the directory holds a file of another format
     */
    public static MemoryManager open(Path directory) {
        return builder().directory(directory).build();
    }

    /** Opens a new in-memory store. Its contents are lost when the manager is closed. */
    public static MemoryManager inMemory() {
        return builder().build();
    }

    /**
     * Restores a store from a backup. Verifies the backup, copies it and verifies the copy. The index is built when the
     * new store is first opened.
     *
     * @param backup a directory that {@link MemoryManager#backup} wrote
     * @param target an empty directory, or a path that does not exist yet
     * @return the findings; if the report is not {@linkplain CheckReport#ok() ok}, the restored store must not be used
     */
    public static CheckReport restore(Path backup, Path target) {
        return StoreRecovery.restore(backup, target, MemcoreBuilder.seeded());
    }

    /**
     * Creates a store from the intact part of a damaged one. The damaged store is not changed. The new store holds
     * every operation that can be read and that does not depend on a lost one. Recorded times and causes are kept;
     * commit sequences are assigned anew.
     *
     * @param damaged the directory of a store that cannot be opened
     * @param target an empty directory, or a path that does not exist yet
     * @return the losses: damaged places in the log, and operations that depended on lost ones
     */
    public static CheckReport salvage(Path damaged, Path target) {
        return StoreRecovery.salvage(damaged, target, Memcore::open);
    }

    /** Returns a builder with the defaults that {@link MemcoreBuilder} lists. */
    public static MemcoreBuilder builder() {
        return new MemcoreBuilder();
    }
}
