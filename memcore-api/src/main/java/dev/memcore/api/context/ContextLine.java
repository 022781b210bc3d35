package dev.memcore.api.context;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@link Context}: a memory or a text of the host.
 *
 * @param section where it is shown
 * @param number the number by which the context cites the memory, 1 or more; 0 if the line cites none
 * @param memory the memory that is shown, or null
 * @param text what is shown of it: the whole text, or of a long one the passages that match the question
 */
public record ContextLine(
        ContextSection section, int number, @Nullable Memory memory, String text) {
    /** Checks that nothing is missing. */
    public ContextLine {
        Arguments.present(section, "section");
        Arguments.present(text, "text");
    }
}
