package dev.memcore.mcp.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client reads about a tool.
 *
 * @param title the name for people; null if there is none
 * @param input the JSON Schema of the arguments
 * @param output the JSON Schema of the structured result; null if results are texts only
 * @param readOnly whether calls never change anything
 * @param destructive whether a call may remove or replace something
 * @param idempotent whether the same call again changes nothing more
 */
public record OfferedTool(
        String name,
        @Nullable String title,
        String description,
        Map<String, Object> input,
        @Nullable Map<String, Object> output,
        boolean readOnly,
        boolean destructive,
        boolean idempotent) {}
