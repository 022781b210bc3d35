package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.JsonFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages as LangChain4j's {@code ChatMessageSerializer} writes them: an array for one conversation, or several arrays
 * one after the other. They have neither ids nor times. So the key of a message is the digest of its JSON, with the number
 * of equal messages before it: a longer list of the same conversation adds what is new. For one file.
 */
final class ChatMessagesFormat implements ForeignFormat {
    private final String session;
    private final Map<Long, Integer> seen = new HashMap<>();

    /** For a file whose first conversation is the session; the others are numbered. */
    ChatMessagesFormat(String session) {
        this.session = session;
    }

    @Override
    public String name() {
        return "langchain4j";
    }

    @Override
    public Set<String> arrays() {
        return Set.of("messages");
    }

    @Override
    public void read(JsonNode message, ElementPlace place, ForeignSink sink) {
        String type = text(message, "type");
        Role role = role(type);
        String chat = place.document() == 1 ? session : session + "-" + place.document();
        if (role == null) {
            sink.reject(
                    "message " + place,
                    "a message needs the type USER, AI, SYSTEM or TOOL_EXECUTION_RESULT, but has " + type);
            return;
        }
        String digest = ObservationDraft.digest(chat + "\n" + message);
        String key = digest + "-" + seen.merge(Long.parseUnsignedLong(digest.substring(0, 16), 16), 1, Integer::sum);
        String words = words(message, place, sink);
        List<String> calls = calls(message, role);
        if (words.isBlank() && calls.isEmpty() && role != Role.TOOL) {
            sink.leaveOut("message " + place, "a message without text");
        } else {
            sink.offer("message " + place, () -> memory(message, chat, key, role, words, calls));
        }
    }

    private ForeignMemory memory(
            JsonNode message, String chat, String key, Role role, String words, List<String> calls) {
        ObservationDraft draft = new ObservationDraft(name(), words).key(key);
        String speaker = text(message, role == Role.TOOL ? "toolName" : "name");
        draft.builder().session(chat).role(role).speaker(speaker);
        calls.forEach(draft.builder()::toolCallId);
        return draft.json("toolExecutionRequests", present(message.path("toolExecutionRequests")))
                .json("attributes", present(message.path("attributes")))
                .of(null);
    }

    private static JsonNode present(JsonNode value) {
        return value.isEmpty() ? value.path("absent") : value;
    }

    private static String words(JsonNode message, ElementPlace place, ForeignSink sink) {
        String text = text(message, "text");
        if (text != null) {
            return text;
        }
        List<String> words = new ArrayList<>();
        for (JsonNode content : message.path("contents")) {
            if ("TEXT".equals(text(content, "type"))) {
                words.add(content.path("text").asText(""));
            } else {
                sink.leaveOut(
                        "message " + place,
                        "content of type " + content.path("type").asText("unknown"));
            }
        }
        return String.join("\n", words);
    }

    private static List<String> calls(JsonNode message, Role role) {
        List<String> calls = new ArrayList<>();
        String answered = role == Role.TOOL ? text(message, "id") : null;
        if (answered != null) {
            calls.add(answered);
        }
        for (JsonNode request : message.path("toolExecutionRequests")) {
            String id = text(request, "id");
            if (id != null) {
                calls.add(id);
            }
        }
        return calls;
    }

    private static @Nullable Role role(@Nullable String type) {
        return type == null
                ? null
                : switch (type) {
                    case "USER" -> Role.USER;
                    case "AI" -> Role.ASSISTANT;
                    case "SYSTEM" -> Role.SYSTEM;
                    case "TOOL_EXECUTION_RESULT" -> Role.TOOL;
                    default -> null;
                };
    }
}
