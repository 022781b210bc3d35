package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * The work that was necessary to open a store.
 *
 * @param tornBytes the bytes that were cut from the end of the log, because they belonged to a write that was never
 *     acknowledged
 * @param indexState the state in which the index was found
 * @param replayed the number of commits that were applied to the index
 * @param took the time that the update of the index took
 */
public record Recovery(long tornBytes, IndexState indexState, long replayed, Duration took) {
    /** Checks that nothing is missing. */
    public Recovery {
        Arguments.present(indexState, "indexState");
        Arguments.present(took, "took");
    }

    /** The state in which an index was found. */
    public enum IndexState {
        /**
         * The index is intact and contains all commits of the log, or only the first ones. The missing commits are
         * applied.
         */
        CURRENT,
        /** There is no index. It is built from the log. */
        MISSING,
        /** The index is damaged. It is deleted and built from the log. */
        DAMAGED,
        /**
         * The index was built with another format version or view builder, or without an embedder where one is now
         * configured. It is built from the log.
         */
        OTHER_CONFIGURATION,
        /**
         * The index was built with another embedder. The missing commits are applied, and the vectors are computed
         * again in the background.
         */
        OTHER_EMBEDDER,
        /**
         * The index contains commits that the log does not have, so acknowledged writes were lost. It is emptied and
         * built from the log.
         */
        AHEAD
    }
}
