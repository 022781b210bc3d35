package dev.memcore.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import java.util.List;
import java.util.Locale;

/**
 * A {@link Context} as the {@code messages} of a request to an endpoint in OpenAI's format. Request it with {@link
 * ContextRequest.Builder#messages(boolean) messages(true)}; otherwise its text contains the window already, and the window
 * would be in the prompt twice. Stateless.
 */
public final class OpenAiMessages {
    /** The name of a tool whose name was not stored. */
    private static final String TOOL = "tool";

    private OpenAiMessages() {}

    /**
     * Returns a JSON array: the text as a message of the system, if it is not empty, and the messages of the window, oldest
     * first. A message of the assistant with tool call ids requests these calls, without their arguments. A result with
     * several ids is repeated for each. A message without a role is one of the user.
     */
    public static String json(Context context) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        if (!Arguments.present(context, "context").text().isBlank()) {
            add(messages, "system", context.text());
        }
        context.window().forEach(message -> add(messages, message));
        return messages.toString();
    }

    private static ObjectNode add(ArrayNode messages, String role, String content) {
        return messages.addObject().put("role", role).put("content", content);
    }

    private static void add(ArrayNode messages, Memory message) {
        Role role = message.role() == null ? Role.USER : message.role();
        List<String> calls = message.toolCallIds();
        if (role == Role.TOOL) {
            calls.forEach(id -> add(messages, "tool", message.text()).put("tool_call_id", id));
            return;
        }
        ObjectNode added = add(messages, role.name().toLowerCase(Locale.ROOT), message.text());
        if (role == Role.ASSISTANT && !calls.isEmpty()) {
            ArrayNode requests = added.putArray("tool_calls");
            calls.forEach(id -> requests.addObject()
                    .put("id", id)
                    .put("type", "function")
                    .putObject("function")
                    .put("name", TOOL)
                    .put("arguments", "{}"));
        }
    }
}
