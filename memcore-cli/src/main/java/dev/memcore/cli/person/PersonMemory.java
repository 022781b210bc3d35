package dev.memcore.cli.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One memory of a person: all operations on it, oldest first. For one thread. */
final class PersonMemory {
    private final String id;
    private final JsonNode scope;
    private final List<Change> changes = new ArrayList<>();
    private String status = "active";
    private String text = "";
    private JsonNode content = MissingNode.getInstance();

    PersonMemory(String id, JsonNode scope) {
        this.id = id;
        this.scope = scope;
    }

    /** Adds the next operation. Of an erased memory, nothing but the erasure stays. */
    void add(Change change) {
        if (change.name().equals("erase")) {
            changes.clear();
            text = "";
            content = MissingNode.getInstance();
        }
        changes.add(change);
        status = or(change.status(), status);
        text = or(change.text(), text);
        JsonNode memory = change.memory();
        content = memory == null ? content : memory;
    }

    private static String or(@Nullable String value, String other) {
        return value == null ? other : value;
    }

    String id() {
        return id;
    }

    JsonNode scope() {
        return scope;
    }

    List<Change> changes() {
        return changes;
    }

    /** The present status. */
    String status() {
        return status;
    }

    boolean isErased() {
        return status.equals("erased");
    }

    /** The present text; empty if the memory is erased. */
    String text() {
        return text;
    }

    /** The kind, as it was added. */
    String kind() {
        return content.path("kind").asText("note");
    }

    /** The session; empty: none. */
    String session() {
        return content.path("session").asText("");
    }

    /** Who speaks; empty: unknown. */
    String speaker() {
        return content.path("speaker").asText(content.path("role").asText(""));
    }

    /** The key of a fact; empty: it is none. */
    String factKey() {
        return kind().equals("fact")
                ? content.path("attributes").path("key").path("text").asText("")
                : "";
    }

    /** A field of the content, as text; empty: it is not set. */
    String field(String name) {
        return content.path(name).asText("");
    }

    /** When the memory was added. */
    String firstRecorded() {
        return changes.isEmpty() ? "" : changes.getFirst().recordedAt();
    }

    /** When it happened, as far as that is known; otherwise when it was added. */
    String when() {
        String event = content.path("eventTime").path("start").asText("");
        return event.isEmpty() ? firstRecorded() : event;
    }
}
