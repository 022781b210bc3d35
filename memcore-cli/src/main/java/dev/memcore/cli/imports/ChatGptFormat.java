package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.JsonFields.text;
import static dev.memcore.cli.imports.JsonFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code conversations.json} of a ChatGPT export: an array of conversations. The field {@code mapping} is a tree
 * of nodes; the branch that ends in {@code current_node} is what the person saw last, and is imported. Each message of it
 * becomes a message of a session that has the id of the conversation.
 */
final class ChatGptFormat implements ForeignFormat {
    @Override
    public String name() {
        return "chatgpt";
    }

    @Override
    public Set<String> arrays() {
        return Set.of("conversations");
    }

    @Override
    public void read(JsonNode conversation, ElementPlace place, ForeignSink sink) {
        String own = text(conversation, "conversation_id");
        String id = own == null ? text(conversation, "id") : own;
        JsonNode mapping = conversation.path("mapping");
        if (id == null || !mapping.isObject()) {
            sink.reject("conversation " + place, "a conversation needs an id and the object mapping");
            return;
        }
        List<JsonNode> branch = branch(mapping, text(conversation, "current_node"));
        if (branch.isEmpty()) {
            sink.reject("conversation " + id, "current_node names no node of the mapping");
            return;
        }
        branch.forEach(node -> message(conversation, id, node.path("message"), sink));
        otherBranches(mapping, branch, sink);
    }

    /** The nodes from the root to a node. A cycle ends where it would repeat a node. */
    private static List<JsonNode> branch(JsonNode mapping, @Nullable String last) {
        List<JsonNode> branch = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = last;
        while (next != null && seen.add(next) && mapping.has(next)) {
            JsonNode node = mapping.get(next);
            branch.addFirst(node);
            next = text(node, "parent");
        }
        return branch;
    }

    private static void otherBranches(JsonNode mapping, List<JsonNode> branch, ForeignSink sink) {
        Set<JsonNode> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.addAll(branch);
        for (Map.Entry<String, JsonNode> node : mapping.properties()) {
            if (!taken.contains(node.getValue())
                    && node.getValue().path("message").isObject()) {
                sink.leaveOut("node " + node.getKey(), "a message of another branch");
            }
        }
    }

    private void message(JsonNode conversation, String session, JsonNode message, ForeignSink sink) {
        if (!message.isObject()) {
            return; // the root has none
        }
        String id = text(message, "id");
        Role role = role(message);
        if (id == null || role == null) {
            sink.reject("a message of conversation " + session, "a message needs an id and a known role");
            return;
        }
        if (message.path("metadata")
                .path("is_visually_hidden_from_conversation")
                .asBoolean()) {
            sink.leaveOut("message " + id, "a message that ChatGPT does not show");
            return;
        }
        String words = words(message, id, sink);
        if (words == null) {
            sink.leaveOut("message " + id, "content of type " + type(message));
        } else if (words.isBlank()) {
            sink.leaveOut("message " + id, "a message without text");
        } else {
            sink.offer("message " + id, () -> memory(conversation, session, message, role, words));
        }
    }

    /** The text of a message; null: its content has another type, such as reasoning. */
    private static @Nullable String words(JsonNode message, String id, ForeignSink sink) {
        JsonNode content = message.path("content");
        return switch (type(message)) {
            case "text", "multimodal_text" -> parts(content.path("parts"), id, sink);
            case "code", "execution_output" -> content.path("text").asText("");
            default -> null;
        };
    }

    private static String type(JsonNode message) {
        return message.path("content").path("content_type").asText("text");
    }

    private static String parts(JsonNode parts, String id, ForeignSink sink) {
        List<String> words = new ArrayList<>();
        for (JsonNode part : parts) {
            String text = part.isTextual() ? part.textValue() : text(part, "text");
            if (text == null) {
                sink.leaveOut(
                        "message " + id,
                        "a part of type " + part.path("content_type").asText("unknown"));
            } else if (!text.isBlank()) {
                words.add(text);
            }
        }
        return String.join("\n", words);
    }

    private ForeignMemory memory(JsonNode conversation, String session, JsonNode message, Role role, String words) {
        ObservationDraft draft =
                new ObservationDraft(name(), words).id(message.path("id").textValue());
        draft.builder().session(session).role(role).speaker(text(message.path("author"), "name"));
        Instant time = JsonFields.first(time(message, "create_time"), time(conversation, "create_time"));
        if (time != null) {
            draft.builder().eventTime(time);
        }
        return draft.attribute("title", text(conversation, "title"))
                .attribute("model", text(message.path("metadata"), "model_slug"))
                .attribute("type", type(message))
                .of(null);
    }

    private static @Nullable Role role(JsonNode message) {
        String name = text(message.path("author"), "role");
        return name == null
                ? null
                : switch (name) {
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    case "system" -> Role.SYSTEM;
                    case "tool" -> Role.TOOL;
                    default -> null;
                };
    }
}
