package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * What opening a store had to do.
 *
 * @param tornBytes bytes cut from the end of the log: a write that was never acknowledged
 * @param indexState in what state the index was found
 * @param replayed how many commits were applied to the index
 * @param took how long opening took
 */
public record Recovery(long tornBytes, IndexState indexState, long replayed, Duration took) {
    /** Checks that nothing is missing. */
    public Recovery {
        Arguments.present(indexState, "indexState");
        Arguments.present(took, "took");
    }

    /** In what state the index was found. */
    public enum IndexState {
        /** As the log left it, or behind: caught up. */
        CURRENT,
        /** Not there: built from the log. */
        MISSING,
        /** Damaged: thrown away and built from the log. */
        DAMAGED,
        /** Made by another version or view builder, or words alone where there is an embedder now: built from the log. */
        OTHER_CONFIGURATION,
        /** Made with another embedder: caught up, and embedded anew in the background. */
        OTHER_EMBEDDER,
        /** It knew commits that the log no longer has: thrown away and built from the log. Writes were lost. */
        AHEAD
    }
}
