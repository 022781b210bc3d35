package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.memcore.adapter.AdapterNames;
import dev.memcore.adapter.chat.MessageTranslation;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.langchain4j.segment.SegmentCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates the chat messages of LangChain4j. */
final class ChatMessages implements MessageTranslation<ChatMessage> {
    /** The names that this module writes into a store. */
    static final AdapterNames NAMES = SegmentCodec.FORM.names();

    static final ChatMessages TRANSLATION = new ChatMessages();

    private ChatMessages() {}

    @Override
    public AdapterNames names() {
        return NAMES;
    }

    @Override
    public @Nullable Role role(ChatMessage message) {
        return switch (message.type()) {
            case SYSTEM -> Role.SYSTEM;
            case USER -> Role.USER;
            case AI -> Role.ASSISTANT;
            case TOOL_EXECUTION_RESULT -> Role.TOOL;
            case CUSTOM -> null;
        };
    }

    @Override
    public List<@Nullable String> toolIds(ChatMessage message) {
        List<@Nullable String> ids = new ArrayList<>();
        switch (message) {
            case AiMessage answer ->
                answer.toolExecutionRequests().stream()
                        .map(ToolExecutionRequest::id)
                        .forEach(ids::add);
            case ToolExecutionResultMessage result -> ids.add(result.id());
            default -> {}
        }
        return ids;
    }

    @Override
    public Observation encode(ChatMessage message, String session) {
        return MessageCodec.encode(message, session);
    }

    @Override
    public ChatMessage decode(Observation observation) {
        return MessageCodec.decode(observation);
    }

    /** Returns the message, because LangChain4j compares messages by their content. */
    @Override
    public Object content(ChatMessage message) {
        return message;
    }
}
