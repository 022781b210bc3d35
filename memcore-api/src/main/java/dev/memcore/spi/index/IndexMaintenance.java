package dev.memcore.spi.index;

import dev.memcore.api.MemoryId;
import dev.memcore.api.health.HealthProblem;
import dev.memcore.api.report.CacheStats;
import dev.memcore.api.report.CheckReport;
import java.util.List;
import java.util.Map;

/**
 * The part of a {@link MemoryIndex} that removes versions, verifies files and reports sizes. Safe for any number of threads.
 */
public interface IndexMaintenance {
    /**
     * Drops versions permanently.
     *
     * @param firstKept for each memory, the number of the first version that is kept. If this number is greater than
     *     that of the present version, and the present version is indexed, all of the memory is dropped and it is no
     *     longer known
     */
    void dropHistory(Map<MemoryId, Integer> firstKept);

    /**
     * Removes all remains of versions that were dropped or erased before the call from the index's files: stored text,
     * terms and vectors, including those in the views of neighbours. Returns when they are removed. O(size of the
     * affected segments); O(1) if no versions were dropped or erased since the last completed call, even if there was a
     * crash in between. Also called after replay, to complete a call that a crash interrupted.
     */
    void expunge();

    /** Verifies the checksums of the index. O(size). */
    CheckReport check();

    /** Returns the number of memories in the index, whatever their status. */
    long size();

    /** Returns the size of the index on the device in bytes. */
    long bytes();

    /** Returns how the caches of the index are used, by name. By default, there are none. */
    default Map<String, CacheStats> caches() {
        return Map.of();
    }

    /**
     * Returns what hinders the index now: damage, writes that fail, waiting versions, missing vectors. O(1). Does not
     * throw. By default, there is nothing.
     */
    default List<HealthProblem> problems() {
        return List.of();
    }
}
