package dev.memcore.adapter.model;

import dev.memcore.api.Role;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.spi.model.ReplyEnd;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds replies from what chat models of a framework return, where any part may be missing. */
public final class ModelReplies {
    private ModelReplies() {}

    /** Returns a tool call; a missing argument text becomes empty. */
    public static ModelToolCall call(String id, String name, @Nullable String arguments) {
        return new ModelToolCall(id, name, Objects.requireNonNullElse(arguments, ""));
    }

    /**
     * Returns a reply. If it has tool calls, its end is {@link ReplyEnd#TOOL_CALLS}.
     *
     * @param text null if the model returned only calls
     * @param end the end that the model reported
     * @param inputTokens null or negative if unknown
     * @param outputTokens null or negative if unknown
     */
    public static ModelReply of(
            @Nullable String text,
            List<ModelToolCall> calls,
            ReplyEnd end,
            @Nullable Integer inputTokens,
            @Nullable Integer outputTokens) {
        return new ModelReply(
                new ModelMessage(Role.ASSISTANT, Objects.requireNonNullElse(text, ""), calls, null),
                calls.isEmpty() ? end : ReplyEnd.TOOL_CALLS,
                count(inputTokens),
                count(outputTokens));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(tokens, 0);
    }
}
