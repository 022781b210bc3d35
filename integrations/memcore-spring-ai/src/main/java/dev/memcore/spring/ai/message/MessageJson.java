package dev.memcore.spring.ai.message;

import dev.memcore.api.check.Arguments;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AbstractMessage;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.util.MimeTypeUtils;

/** The JSON of a message: type, text, metadata, tool calls, responses of tools, and media. */
final class MessageJson {
    private static final String TYPE = "type";
    private static final String TEXT = "text";
    private static final String METADATA = "metadata";
    private static final String CALLS = "calls";
    private static final String RESPONSES = "responses";
    private static final String MEDIA = "media";
    private static final String BYTES = "bytes";
    private static final String DATA = "data";

    private MessageJson() {}

    /**
     * Returns the JSON of a message.
     *
     * @param stored the text that is stored beside it; only another text is a part of the JSON
     */
    static String write(Message message, String stored) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(TYPE, message.getMessageType().name());
        if (!stored.equals(message.getText())) {
            json.put(TEXT, message.getText());
        }
        put(json, METADATA, metadata(message));
        if (message instanceof AssistantMessage answer) {
            put(
                    json,
                    CALLS,
                    answer.getToolCalls().stream().map(MessageJson::call).toList());
        }
        if (message instanceof ToolResponseMessage results) {
            put(
                    json,
                    RESPONSES,
                    results.getResponses().stream().map(MessageJson::response).toList());
        }
        if (message instanceof MediaContent content) {
            put(json, MEDIA, content.getMedia().stream().map(MessageJson::media).toList());
        }
        return JsonValues.write(json);
    }

    /** Returns the metadata of a message, without the entry that Spring AI itself adds. */
    static Map<String, Object> metadata(Message message) {
        Map<String, Object> metadata = new LinkedHashMap<>(message.getMetadata());
        metadata.remove(AbstractMessage.MESSAGE_TYPE);
        return metadata;
    }

    private static void put(Map<String, @Nullable Object> json, String name, Object value) {
        boolean empty = value instanceof List<?> list ? list.isEmpty() : ((Map<?, ?>) value).isEmpty();
        if (!empty) {
            json.put(name, value);
        }
    }

    private static List<@Nullable String> call(AssistantMessage.ToolCall call) {
        return listOf(call.id(), call.type(), call.name(), call.arguments());
    }

    private static List<@Nullable String> response(ToolResponseMessage.ToolResponse response) {
        return listOf(response.id(), response.name(), response.responseData());
    }

    private static List<@Nullable String> listOf(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private static Map<String, @Nullable Object> media(Media media) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("mime", media.getMimeType().toString());
        json.put("id", media.getId());
        json.put("name", media.getName());
        switch (media.getData()) {
            case byte[] bytes -> json.put(BYTES, Base64.getEncoder().encodeToString(bytes));
            case String text -> json.put(DATA, text);
            case URI uri -> json.put(DATA, uri.toString());
            case Object other ->
                throw Arguments.invalid("media must be bytes or a URI, but are of " + other.getClass());
        }
        return json;
    }

    /** Returns the message that JSON and the text beside it contain. */
    static Message read(String json, String stored) {
        Map<?, ?> read = map(JsonValues.read(json));
        @Nullable String text = read.containsKey(TEXT) ? (String) read.get(TEXT) : stored;
        Map<String, Object> metadata = metadata(read.get(METADATA));
        List<Media> media =
                list(read.get(MEDIA)).stream().map(MessageJson::media).toList();
        return switch (MessageType.valueOf(String.valueOf(read.get(TYPE)))) {
            case SYSTEM ->
                SystemMessage.builder().text(present(text)).metadata(metadata).build();
            case USER ->
                UserMessage.builder()
                        .text(present(text))
                        .metadata(metadata)
                        .media(media)
                        .build();
            case ASSISTANT -> assistant(text, metadata, list(read.get(CALLS)), media);
            case TOOL ->
                ToolResponseMessage.builder()
                        .responses(list(read.get(RESPONSES)).stream()
                                .map(MessageJson::response)
                                .toList())
                        .metadata(metadata)
                        .build();
        };
    }

    private static String present(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    @SuppressWarnings("NullAway") // an answer that only calls tools may have no text
    private static AssistantMessage assistant(
            @Nullable String text, Map<String, Object> metadata, List<?> calls, List<Media> media) {
        return AssistantMessage.builder()
                .content(text)
                .properties(metadata)
                .toolCalls(calls.stream().map(MessageJson::call).toList())
                .media(media)
                .build();
    }

    @SuppressWarnings("NullAway") // as it was given
    private static AssistantMessage.ToolCall call(Object json) {
        List<?> parts = list(json);
        return new AssistantMessage.ToolCall(part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3));
    }

    @SuppressWarnings("NullAway") // as it was given
    private static ToolResponseMessage.ToolResponse response(Object json) {
        List<?> parts = list(json);
        return new ToolResponseMessage.ToolResponse(part(parts, 0), part(parts, 1), part(parts, 2));
    }

    private static @Nullable String part(List<?> parts, int at) {
        return (String) parts.get(at);
    }

    private static Media media(Object json) {
        Map<?, ?> read = map(json);
        Media.Builder media = Media.builder().mimeType(MimeTypeUtils.parseMimeType(String.valueOf(read.get("mime"))));
        if (read.get("id") instanceof String id) {
            media.id(id);
        }
        if (read.get("name") instanceof String name) {
            media.name(name);
        }
        return read.get(BYTES) instanceof String bytes
                ? media.data(Base64.getDecoder().decode(bytes)).build()
                : media.data(String.valueOf(read.get(DATA))).build();
    }

    private static Map<String, Object> metadata(@Nullable Object json) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (json != null) {
            map(json).forEach((name, value) -> metadata.put(name.toString(), value));
        }
        return metadata;
    }

    private static Map<?, ?> map(@Nullable Object json) {
        return (Map<?, ?>) Objects.requireNonNull(json, "no object");
    }

    private static List<?> list(@Nullable Object json) {
        return json == null ? List.of() : (List<?>) json;
    }
}
