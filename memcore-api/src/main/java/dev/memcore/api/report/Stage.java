package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * What one stage of a recall did.
 *
 * @param name the stage
 * @param candidates how many memories it passed on; of the stage {@code rerank}: how many it moved to another place
 * @param took how long it took
 */
public record Stage(String name, int candidates, Duration took) {
    /** Checks that nothing is missing. */
    public Stage {
        Arguments.present(name, "name");
        Arguments.present(took, "took");
    }
}
