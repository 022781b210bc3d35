package dev.memcore.mcp.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call.
 *
 * @param text the text for a model
 * @param structured the same as a JSON object; null if the tool has no output schema, or if the call failed
 * @param error whether the call failed
 */
public record ToolOutcome(String text, @Nullable Map<String, Object> structured, boolean error) {
    /** Returns a failed call. */
    public static ToolOutcome failed(String text) {
        return new ToolOutcome(text, null, true);
    }
}
