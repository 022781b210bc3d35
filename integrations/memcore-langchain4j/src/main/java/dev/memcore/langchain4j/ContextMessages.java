package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Context} as LangChain4j's messages. Request it with {@link ContextRequest.Builder#messages(boolean)
 * messages(true)}; otherwise its text contains the window already, and the window would be in the prompt twice. Stateless.
 */
public final class ContextMessages {
    /** The name of a tool whose name was not stored. */
    private static final String TOOL = "tool";

    private ContextMessages() {}

    /**
     * Returns the text as a system message, if it is not empty, and the messages of the window, oldest first. Messages
     * that {@link MemcoreChatMemoryStore} stored are returned as they were. A message with tool call ids becomes the request
     * of these calls, without their arguments.
     *
     * @return a new list
     */
    public static List<ChatMessage> of(Context context) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!Arguments.present(context, "context").text().isBlank()) {
            messages.add(SystemMessage.from(context.text()));
        }
        context.window().forEach(memory -> messages.add(message(memory)));
        return messages;
    }

    private static ChatMessage message(Memory memory) {
        @Nullable Role role = memory.role();
        if (role == null) {
            return UserMessage.from(memory.text());
        }
        boolean calls = role == Role.ASSISTANT && !memory.toolCallIds().isEmpty();
        ChatMessage decoded = MessageCodec.decode(memory);
        if (calls && decoded instanceof AiMessage answer && !answer.hasToolExecutionRequests()) {
            return AiMessage.from(
                    memory.text(),
                    memory.toolCallIds().stream()
                            .map(id -> ToolExecutionRequest.builder()
                                    .id(id)
                                    .name(TOOL)
                                    .arguments("{}")
                                    .build())
                            .toList());
        }
        return decoded;
    }
}
