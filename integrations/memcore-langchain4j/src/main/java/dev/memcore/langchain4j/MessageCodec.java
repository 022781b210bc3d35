package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts a chat message into an observation and back, without loss. */
final class MessageCodec {
    // Text, role, speaker and tool call id represent most messages completely. For others (tool calls, media,
    // attributes), LangChain4j's own JSON of the message is stored as attributes of the same memory, so that it is
    // erased together with it.
    //
    // System messages are stored in the archive, because they would otherwise dominate recall. So are messages without
    // text, because there is nothing to recall; results of tools are excepted, because their text may be blank.
    // Messages in the archive are pinned, because a policy may forget unpinned memories there.

    /** The attribute that contains the chat of a memory. */
    static final String CHAT = "langchain4j.chat";

    /** The kind of system messages. */
    static final Kind INSTRUCTION = Kind.of("instruction");

    /** The prefix of this module's attributes. */
    static final String RESERVED = "langchain4j.";

    private static final String JSON = RESERVED + "json.";
    private static final String NO_TEXT = "(no text)";
    private static final int PART = Limits.ofDefaults().attributeChars();
    private static final int MOST_PARTS = Limits.ofDefaults().attributes() - 1;
    private static final int MAX_NAME = 256;

    private MessageCodec() {}

    /**
     * Returns the observation to store for a message of a chat.
     *
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if its JSON does not fit into the attributes of a
     *     memory, {@link ErrorCode#INVALID_ARGUMENT} if it cannot be written as JSON
     */
    static Observation encode(ChatMessage message, String session) {
        String text = MessageText.of(message);
        boolean silent = text.isBlank() && !(message instanceof ToolExecutionResultMessage);
        boolean hidden = silent || message instanceof SystemMessage;
        Observation.Builder plain = Observation.builder(silent ? NO_TEXT : text)
                .kind(message instanceof SystemMessage ? INSTRUCTION : Kind.TURN)
                .tier(hidden ? Tier.ARCHIVE : Tier.SHORT)
                .pinned(hidden)
                .session(session)
                .attribute(CHAT, session)
                .role(role(message))
                .speaker(name(speaker(message)));
        toolCallIds(message).forEach(plain::toolCallId);
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

    private static ChatMessage decode(Observation observation) {
        String json = json(observation);
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
        String json = json(message);
        int parts = (json.length() + PART - 1) / PART;
        if (parts > MOST_PARTS) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a message of type " + message.type() + " has " + json.length()
                            + " characters as JSON; the limit is " + MOST_PARTS * PART + " (give media as URLs)");
        }
        // A part may be shorter, because surrogate pairs are not split.
        int part = 0;
        for (int from = 0; from < json.length(); part++) {
            String next = WellFormed.start(json.substring(from), PART);
            plain.attribute(String.format("%s%02d", JSON, part), next);
            from += next.length();
        }
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

    /** Joins the parts of the JSON, in the order of their names. */
    private static String json(Observation observation) {
        StringBuilder json = new StringBuilder();
        for (Map.Entry<String, AttributeValue> entry : observation.attributes().entrySet()) {
            if (entry.getKey().startsWith(JSON) && entry.getValue() instanceof AttributeValue.Text(String part)) {
                json.append(part);
            }
        }
        return json.toString();
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

    private static @Nullable Role role(ChatMessage message) {
        return switch (message.type()) {
            case SYSTEM -> Role.SYSTEM;
            case USER -> Role.USER;
            case AI -> Role.ASSISTANT;
            case TOOL_EXECUTION_RESULT -> Role.TOOL;
            case CUSTOM -> null;
        };
    }

    private static @Nullable String speaker(ChatMessage message) {
        return switch (message) {
            case UserMessage user -> user.name();
            case ToolExecutionResultMessage result -> result.toolName();
            default -> null;
        };
    }

    private static List<String> toolCallIds(ChatMessage message) {
        Stream<@Nullable String> ids = switch (message) {
            case AiMessage answer -> answer.toolExecutionRequests().stream().map(ToolExecutionRequest::id);
            case ToolExecutionResultMessage result -> Stream.ofNullable(result.id());
            default -> Stream.empty();
        };
        return ids.map(MessageCodec::name).filter(Objects::nonNull).distinct().toList();
    }

    /** Returns the name if memcore accepts it, otherwise null; then only the JSON contains it. */
    private static @Nullable String name(@Nullable String name) {
        return name != null
                        && !name.isBlank()
                        && name.length() <= MAX_NAME
                        && name.chars().noneMatch(Character::isISOControl)
                        && WellFormed.text(name).equals(name)
                ? name
                : null;
    }
}
