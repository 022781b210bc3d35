package dev.memcore.tools;

import dev.memcore.api.check.Arguments;

/**
 * The result of a call.
 *
 * @param text the text for the model: what was found or done, or what is wrong with the call and what is allowed
 * @param error whether the call failed; nothing was changed then
 */
public record ToolResult(String text, boolean error) {
    /** Checks that the text is not null. */
    public ToolResult {
        Arguments.present(text, "text");
    }
}
