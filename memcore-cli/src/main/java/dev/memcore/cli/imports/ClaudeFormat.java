package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.JsonFields.text;
import static dev.memcore.cli.imports.JsonFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code conversations.json} of a Claude export: an array of conversations with {@code chat_messages}. Each
 * message becomes a message of a session that has the id of the conversation; the extracted text of an attachment
 * becomes a message of its own.
 */
final class ClaudeFormat implements ForeignFormat {
    @Override
    public String name() {
        return "claude";
    }

    @Override
    public Set<String> arrays() {
        return Set.of("conversations");
    }

    @Override
    public void read(JsonNode conversation, ElementPlace place, ForeignSink sink) {
        String id = text(conversation, "uuid");
        JsonNode messages = conversation.path("chat_messages");
        if (id == null || !messages.isArray()) {
            sink.reject("conversation " + place, "a conversation needs a uuid and the array chat_messages");
            return;
        }
        if (messages.isEmpty()) {
            sink.leaveOut("conversation " + id, "a conversation without messages");
        }
        messages.forEach(message -> message(conversation, id, message, sink));
    }

    private void message(JsonNode conversation, String session, JsonNode message, ForeignSink sink) {
        String id = text(message, "uuid");
        Role role = role(text(message, "sender"));
        if (id == null || role == null) {
            sink.reject(
                    "a message of conversation " + session, "a message needs a uuid and the sender human or assistant");
            return;
        }
        String text = words(message, id, sink);
        if (text.isBlank()) {
            sink.leaveOut("message " + id, "a message without text");
        } else {
            sink.offer(
                    "message " + id,
                    () -> draft(conversation, message, id, role, text).of(null));
        }
        attachments(conversation, message, id, role, sink);
    }

    /** The text of a message: that of its blocks, or the field {@code text} of older exports. */
    private static String words(JsonNode message, String id, ForeignSink sink) {
        List<String> words = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            String text = text(block, "text");
            if ("text".equals(text(block, "type"))) {
                words.add(text == null ? "" : text);
            } else {
                sink.leaveOut(
                        "message " + id, "a block of type " + block.path("type").asText("unknown"));
            }
        }
        String blocks = String.join("\n\n", words);
        String whole = text(message, "text");
        return blocks.isBlank() && whole != null && message.path("content").isEmpty() ? whole : blocks;
    }

    private void attachments(JsonNode conversation, JsonNode message, String id, Role role, ForeignSink sink) {
        int number = 0;
        for (JsonNode attachment : message.path("attachments")) {
            String part = id + "/attachment-" + ++number;
            String text = text(attachment, "extracted_content");
            if (text == null) {
                sink.leaveOut("message " + id, "an attachment without extracted text");
                continue;
            }
            sink.offer(
                    "attachment " + part,
                    () -> draft(conversation, message, part, role, text)
                            .attribute("attachment", text(attachment, "file_name"))
                            .of(null));
        }
    }

    private ObservationDraft draft(JsonNode conversation, JsonNode message, String id, Role role, String text) {
        ObservationDraft draft = new ObservationDraft(name(), text).id(id);
        draft.builder().session(text(conversation, "uuid")).role(role);
        Instant time = JsonFields.first(time(message, "created_at"), time(conversation, "created_at"));
        if (time != null) {
            draft.builder().eventTime(time);
        }
        return draft.attribute("title", text(conversation, "name"))
                .attribute("parent", text(message, "parent_message_uuid"))
                .moment("updated_at", time(message, "updated_at"));
    }

    private static @Nullable Role role(@Nullable String sender) {
        return sender == null
                ? null
                : switch (sender) {
                    case "human" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    default -> null;
                };
    }
}
