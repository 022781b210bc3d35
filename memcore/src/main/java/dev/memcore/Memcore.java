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

    /**
     * Makes a store from a backup: verifies the backup, copies it, and verifies the copy. The index is built when the new store
     * is opened.
     *
     * @param backup a directory that {@link MemoryManager#backup} has written
     * @param target an empty directory, or one that is not there
     * @return what is wrong; if {@linkplain CheckReport#ok() anything is}, nothing was copied
     */
    public static CheckReport restore(Path backup, Path target) {
        return StoreRecovery.restore(backup, target, MemcoreBuilder.seeded());
    }

    /**
     * Makes a store from what is intact in a damaged one, which is not changed: every operation that can still be read, and
     * still makes sense without those that were lost. Moments and causes stay; sequences are counted anew.
     *
     * @param damaged a directory that cannot be opened
     * @param target an empty directory, or one that is not there
     * @return what was lost: damaged places, and operations that depended on lost ones
     */
    public static CheckReport salvage(Path damaged, Path target) {
        return StoreRecovery.salvage(damaged, target, Memcore::open);
    }

    /** Starts a configuration with the defaults that {@link MemcoreBuilder} lists. */
    public static MemcoreBuilder builder() {
        return new MemcoreBuilder();
    }
}
