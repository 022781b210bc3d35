package dev.memcore.spi.model;

import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation with a language model.
 *
 * @param role who speaks
 * @param text what is said; may be empty if the message makes tool calls or is the result of one
 * @param calls the tool calls that the message makes, in order; only of {@link Role#ASSISTANT}
 * @param callId the id of the tool call that the message answers; set exactly if the role is {@link Role#TOOL}
 */
public record ModelMessage(
        Role role,
        String text,
        List<ModelToolCall> calls,
        @Nullable String callId) {
    /** Checks that calls and id fit the role. */
    public ModelMessage {
        Arguments.present(role, "role");
        Arguments.wellFormed(Arguments.present(text, "text"), "text");
        calls = Arguments.list(calls, "calls");
        Arguments.optionalName(callId, "callId");
        Arguments.require(
                calls.isEmpty() || role == Role.ASSISTANT,
                "only a message of the assistant makes tool calls, but the role is " + role);
        Arguments.require(
                (callId != null) == (role == Role.TOOL),
                "a message has the id of a tool call exactly if its role is TOOL, but the role is " + role
                        + " and the id is " + callId);
    }

    /** Returns a message without tool calls, of another role than {@link Role#TOOL}. */
    public static ModelMessage of(Role role, String text) {
        return new ModelMessage(role, text, List.of(), null);
    }

    /** Returns the result of a tool call. */
    public static ModelMessage result(String callId, String text) {
        return new ModelMessage(Role.TOOL, text, List.of(), Arguments.present(callId, "callId"));
    }
}
