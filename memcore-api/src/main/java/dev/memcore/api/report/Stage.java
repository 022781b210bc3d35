package dev.memcore.api.report;

import dev.memcore.api.check.Arguments;
import java.time.Duration;

/**
 * One stage of a recall, with its output and duration.
 *
 * @param name the name of the stage
 * @param candidates the number of memories that the stage returned; for the stage {@code rerank}, the number of
 *     memories that it moved to another rank
 * @param took the duration
 */
public record Stage(String name, int candidates, Duration took) {
    /** Checks that nothing is missing. */
    public Stage {
        Arguments.present(name, "name");
        Arguments.present(took, "took");
    }
}
