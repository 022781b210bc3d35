package dev.memcore.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.adapter.WellFormed;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts a chat message into an observation and back, without loss. */
final class MessageCodec {
    // Text, role, speaker and tool call id represent most messages completely. For others (tool calls, media,
    // attributes), LangChain4j's own JSON of the message is stored as attributes of the same memory, so that it is
    // erased together with it.

    private static final int MOST_PARTS = Limits.ofDefaults().attributes() - 1;

    private MessageCodec() {}

    /**
     * Returns the observation to store for a message of a chat.
     *
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if its JSON does not fit into the attributes of a
     *     memory, {@link ErrorCode#INVALID_ARGUMENT} if it cannot be written as JSON
     */
    static Observation encode(ChatMessage message, String session) {
        Observation.Builder plain = ChatMessages.TRANSLATION
                .begin(message, MessageText.of(message), session)
                .speaker(name(speaker(message)));
        Observation observation = plain.build();
        return message.equals(plain(observation)) ? observation : withJson(plain, message);
    }

    /** Returns the message that a memory contains. */
    static ChatMessage decode(Memory memory) {
        return decode(memory.observation());
    }

    /**
     * Returns a message as it is after encoding and decoding. It differs from the given one if LangChain4j's JSON
     * cannot represent it exactly.
     */
    static ChatMessage normal(ChatMessage message) {
        return decode(encode(message, "normal"));
    }

    /** Returns the message that an observation contains. */
    static ChatMessage decode(Observation observation) {
        String json = ChatMessages.NAMES.json().in(observation);
        try {
            return json.isEmpty()
                    ? Objects.requireNonNull(plain(observation), "no role")
                    : ChatMessageDeserializer.messageFromJson(json);
        } catch (RuntimeException e) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED,
                    "a memory of the chat holds no message that LangChain4j reads: " + e,
                    e);
        }
    }

    private static Observation withJson(Observation.Builder plain, ChatMessage message) {
        String what = "a message of type " + message.type();
        ChatMessages.NAMES.json().of(json(message), MOST_PARTS, what).forEach(plain::attribute);
        return plain.build();
    }

    private static String json(ChatMessage message) {
        try {
            return WellFormed.json(ChatMessageSerializer.messageToJson(message));
        } catch (RuntimeException e) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "a message of type " + message.type() + " cannot be written as JSON: " + e,
                    e);
        }
    }

    /** Returns the message without the parts that only the JSON contains, or null if the observation has no role. */
    private static @Nullable ChatMessage plain(Observation observation) {
        String text = observation.text();
        String speaker = observation.speaker();
        return switch (observation.role()) {
            case SYSTEM -> SystemMessage.from(text);
            case USER -> speaker == null ? UserMessage.from(text) : UserMessage.from(speaker, text);
            case ASSISTANT -> AiMessage.from(text);
            case TOOL ->
                ToolExecutionResultMessage.from(
                        observation.toolCallIds().stream().findFirst().orElse(null), speaker, text);
            case null -> null;
        };
    }

    private static @Nullable String speaker(ChatMessage message) {
        return switch (message) {
            case UserMessage user -> user.name();
            case ToolExecutionResultMessage result -> result.toolName();
            default -> null;
        };
    }

    /** Returns the name if memcore accepts it, otherwise null; then only the JSON contains it. */
    private static @Nullable String name(@Nullable String name) {
        return WellFormed.isName(name) ? name : null;
    }
}
