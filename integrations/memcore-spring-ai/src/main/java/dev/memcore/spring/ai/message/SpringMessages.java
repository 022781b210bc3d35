package dev.memcore.spring.ai.message;

import dev.memcore.adapter.AdapterNames;
import dev.memcore.adapter.chat.MessageTranslation;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;

/** Translates the messages of Spring AI. */
public final class SpringMessages implements MessageTranslation<Message> {
    /** The names that this module writes into a store. */
    public static final AdapterNames NAMES = new AdapterNames("spring-ai", "spring.");

    /** The translation. */
    public static final SpringMessages TRANSLATION = new SpringMessages();

    private SpringMessages() {}

    @Override
    public AdapterNames names() {
        return NAMES;
    }

    @Override
    public Role role(Message message) {
        return switch (message.getMessageType()) {
            case SYSTEM -> Role.SYSTEM;
            case USER -> Role.USER;
            case ASSISTANT -> Role.ASSISTANT;
            case TOOL -> Role.TOOL;
        };
    }

    @Override
    public List<@Nullable String> toolIds(Message message) {
        List<@Nullable String> ids = new ArrayList<>();
        switch (message) {
            case AssistantMessage answer -> answer.getToolCalls().forEach(call -> ids.add(call.id()));
            case ToolResponseMessage results -> results.getResponses().forEach(response -> ids.add(response.id()));
            default -> {}
        }
        return ids;
    }

    @Override
    public Observation encode(Message message, String session) {
        return SpringMessageCodec.encode(message, session);
    }

    @Override
    public Message decode(Observation observation) {
        return SpringMessageCodec.decode(observation);
    }

    /** Returns the observation of a message, because Spring AI does not compare media. */
    @Override
    public Object content(Message message) {
        return SpringMessageCodec.content(message);
    }
}
