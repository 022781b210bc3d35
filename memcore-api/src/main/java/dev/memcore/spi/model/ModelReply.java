package dev.memcore.spi.model;

import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import java.util.List;

/**
 * The reply of a language model.
 *
 * @param message the next message, with the role {@link Role#ASSISTANT}
 * @param end why the reply ends
 * @param inputTokens the tokens of the request by the count of the model; 0 if it does not tell
 * @param outputTokens the tokens of the reply by the count of the model; 0 if it does not tell
 */
public record ModelReply(ModelMessage message, ReplyEnd end, int inputTokens, int outputTokens) {
    /** Checks that the assistant speaks. */
    public ModelReply {
        Arguments.present(message, "message");
        Arguments.present(end, "end");
        Arguments.notNegative(inputTokens, "inputTokens");
        Arguments.notNegative(outputTokens, "outputTokens");
        Arguments.require(
                message.role() == Role.ASSISTANT, "a model replies as ASSISTANT, but the role is " + message.role());
    }

    /** Returns a complete reply without tool calls, and without counts of tokens. */
    public static ModelReply of(String text) {
        return new ModelReply(ModelMessage.of(Role.ASSISTANT, text), ReplyEnd.COMPLETE, 0, 0);
    }

    /** Returns a reply that makes tool calls, without counts of tokens. */
    public static ModelReply calling(String text, ModelToolCall... calls) {
        List<ModelToolCall> made = Arguments.allPresent(calls, "calls");
        return new ModelReply(new ModelMessage(Role.ASSISTANT, text, made, null), ReplyEnd.TOOL_CALLS, 0, 0);
    }

    /** Returns the text of the message; may be empty. */
    public String text() {
        return message.text();
    }

    /** Returns the tool calls of the message, in order. */
    public List<ModelToolCall> calls() {
        return message.calls();
    }
}
