package dev.memcore.spring.ai.message;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;

/** Converts a message of Spring AI into an observation and back, without loss. */
public final class SpringMessageCodec {
    // Text and role represent most messages completely. For others (tool calls, media, metadata), JSON of the message
    // is
    // stored as attributes of the same memory, so that it is erased together with it.
    //
    // System messages are stored in the archive, because they would otherwise dominate recall. So are messages without
    // text, because there is nothing to recall; results of tools are excepted, because their text may be blank.
    // Messages
    // in the archive are pinned, because a policy may forget unpinned memories there.

    /** The attribute that contains the conversation of a memory. */
    public static final String CHAT = JsonAttributes.RESERVED + "chat";

    /** The kind of system messages. */
    public static final Kind INSTRUCTION = Kind.of("instruction");

    private static final String NO_TEXT = "(no text)";
    private static final String UNNAMED_TOOL = "tool";
    private static final int MAX_NAME = 256;
    private static final int OTHER_ATTRIBUTES = 2;

    private SpringMessageCodec() {}

    /**
     * Returns the observation to store for a message of a conversation.
     *
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if its JSON does not fit into the attributes of a
     *     memory, {@link ErrorCode#INVALID_ARGUMENT} if it cannot be written as JSON
     */
    public static Observation encode(Message message, String session) {
        String text = PairedSurrogates.text(text(message));
        boolean silent = text.isBlank() && !(message instanceof ToolResponseMessage);
        boolean hidden = silent || message instanceof SystemMessage;
        String stored = silent ? NO_TEXT : text;
        Observation.Builder observation = Observation.builder(stored)
                .kind(message instanceof SystemMessage ? INSTRUCTION : Kind.TURN)
                .tier(hidden ? Tier.ARCHIVE : Tier.SHORT)
                .pinned(hidden)
                .session(session)
                .attribute(CHAT, session)
                .role(role(message));
        toolCallIds(message).forEach(observation::toolCallId);
        if (!isPlain(message) || !stored.equals(message.getText())) {
            int parts = Limits.ofDefaults().attributes() - OTHER_ATTRIBUTES;
            String what = "a message of type " + message.getMessageType();
            JsonAttributes.of(MessageJson.write(message, stored), parts, what).forEach(observation::attribute);
        }
        return observation.build();
    }

    /** Returns the message that a memory contains. A memory of another origin becomes a message of its role. */
    public static Message decode(Memory memory) {
        return decode(memory.observation());
    }

    /** Returns the message that an observation contains. */
    public static Message decode(Observation observation) {
        String json = JsonAttributes.in(observation);
        try {
            return json.isEmpty() ? plain(observation) : MessageJson.read(json, observation.text());
        } catch (IllegalArgumentException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            throw MemoryException.of(
                    ErrorCode.COMPONENT_FAILED, "a memory of the conversation holds no message of Spring AI: " + e, e);
        }
    }

    /** Returns a value that is equal for messages with equal content, including media, which Spring AI does not compare. */
    public static Object content(Message message) {
        return encode(message, "content");
    }

    /** Returns the searchable text of a message: its text, tool calls as {@code name(arguments)}, and results of tools. */
    public static String text(Message message) {
        return switch (message) {
            case AssistantMessage answer ->
                Stream.concat(
                                Stream.ofNullable(answer.getText()).filter(text -> !text.isEmpty()),
                                answer.getToolCalls().stream()
                                        .map(call -> call.name() + "("
                                                + Objects.requireNonNullElse(call.arguments(), "") + ")"))
                        .collect(Collectors.joining("\n"));
            case ToolResponseMessage results ->
                results.getResponses().stream()
                        .map(ToolResponseMessage.ToolResponse::responseData)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n"));
            default -> Objects.requireNonNullElse(message.getText(), "");
        };
    }

    private static boolean isPlain(Message message) {
        boolean known = message.getClass() == UserMessage.class
                || message.getClass() == SystemMessage.class
                || message.getClass() == AssistantMessage.class;
        return known
                && MessageJson.metadata(message).isEmpty()
                && !(message instanceof UserMessage user && !user.getMedia().isEmpty())
                && !(message instanceof AssistantMessage answer
                        && (answer.hasToolCalls() || !answer.getMedia().isEmpty()));
    }

    private static Message plain(Observation observation) {
        String text = observation.text();
        return switch (observation.role()) {
            case SYSTEM -> new SystemMessage(text);
            case ASSISTANT ->
                AssistantMessage.builder()
                        .content(text)
                        .toolCalls(observation.toolCallIds().stream()
                                .map(id -> new AssistantMessage.ToolCall(id, "function", UNNAMED_TOOL, "{}"))
                                .toList())
                        .build();
            case TOOL -> foreignResult(observation);
            case USER -> new UserMessage(text);
            case null -> new UserMessage(text);
        };
    }

    private static Message foreignResult(Observation observation) {
        String name = Objects.requireNonNullElse(observation.speaker(), UNNAMED_TOOL);
        List<String> ids = observation.toolCallIds().isEmpty() ? List.of("") : observation.toolCallIds();
        return ToolResponseMessage.builder()
                .responses(ids.stream()
                        .map(id -> new ToolResponseMessage.ToolResponse(id, name, observation.text()))
                        .toList())
                .build();
    }

    private static Role role(Message message) {
        return switch (message.getMessageType()) {
            case SYSTEM -> Role.SYSTEM;
            case USER -> Role.USER;
            case ASSISTANT -> Role.ASSISTANT;
            case TOOL -> Role.TOOL;
        };
    }

    private static List<String> toolCallIds(Message message) {
        Stream<@Nullable String> ids = switch (message) {
            case AssistantMessage answer -> answer.getToolCalls().stream().map(AssistantMessage.ToolCall::id);
            case ToolResponseMessage results ->
                results.getResponses().stream().map(ToolResponseMessage.ToolResponse::id);
            default -> Stream.empty();
        };
        return ids.filter(SpringMessageCodec::isName).distinct().toList();
    }

    /** Whether memcore accepts an id as a name; otherwise only the JSON contains it. */
    private static boolean isName(@Nullable String id) {
        return id != null
                && !id.isBlank()
                && id.length() <= MAX_NAME
                && id.chars().noneMatch(Character::isISOControl)
                && PairedSurrogates.text(id).equals(id);
    }
}
