package dev.memcore.spi.index;

import dev.memcore.api.MemoryId;
import dev.memcore.api.report.CheckReport;
import java.util.Map;

/**
 * The part of a {@link MemoryIndex} that removes versions, verifies files and reports sizes. Safe for any number of threads.
 */
public interface IndexMaintenance {
    /**
     * Drops versions for good.
     *
     * @param firstKept for each memory concerned, the first version that stays; if its present version is older than that, and
     *     indexed, the memory goes altogether, and is not known any more
     */
    void dropHistory(Map<MemoryId, Integer> firstKept);

    /**
     * Returns when nothing is left, in the index's files, of versions that were dropped or erased before the call: neither
     * stored text nor terms nor vectors, their own or their neighbours'. O(size of the segments concerned); O(1) if there
     * were none since the last time, before a crash or after. Called after replay, too, to complete what a crash interrupted.
     */
    void expunge();

    /** Verifies the checksums of the index. O(size). */
    CheckReport check();

    /** How many memories the index holds, whatever their status. */
    long size();

    /** The size of the index on the device. */
    long bytes();
}
