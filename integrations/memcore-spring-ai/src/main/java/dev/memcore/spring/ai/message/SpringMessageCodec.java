package dev.memcore.spring.ai.message;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final String UNNAMED_TOOL = "tool";
    private static final int OTHER_ATTRIBUTES = 2;

    private SpringMessageCodec() {}

    /**
     * Returns the observation to store for a message of a conversation.
     *
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if its JSON does not fit into the attributes of a
     *     memory, {@link ErrorCode#INVALID_ARGUMENT} if it cannot be written as JSON
     */
    public static Observation encode(Message message, String session) {
        Observation.Builder observation = SpringMessages.TRANSLATION.begin(message, text(message), session);
        String stored = observation.build().text();
        if (!isPlain(message) || !stored.equals(message.getText())) {
            int parts = Limits.ofDefaults().attributes() - OTHER_ATTRIBUTES;
            String what = "a message of type " + message.getMessageType();
            SpringMessages.NAMES
                    .json()
                    .of(MessageJson.write(message, stored), parts, what)
                    .forEach(observation::attribute);
        }
        return observation.build();
    }

    /** Returns the message that a memory contains. A memory of another origin becomes a message of its role. */
    public static Message decode(Memory memory) {
        return decode(memory.observation());
    }

    /** Returns the message that an observation contains. */
    public static Message decode(Observation observation) {
        String json = SpringMessages.NAMES.json().in(observation);
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
}
