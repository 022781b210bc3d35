package dev.memcore.inspector.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.EventTime;
import dev.memcore.api.Link;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Cause;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Memories as JSON. */
final class MemoryJson {
    /** The most characters of a text in a list. */
    static final int EXCERPT = 400;

    /** The most characters of the text of one memory that is shown alone. */
    static final int WHOLE = 20_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MemoryJson() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ArrayNode texts(Collection<?> values) {
        ArrayNode array = array();
        values.forEach(value -> array.add(value.toString()));
        return array;
    }

    static ObjectNode scope(Scope scope) {
        return object().put("tenant", scope.tenant()).put("user", scope.user()).put("agent", scope.agent());
    }

    /** The parts that a list shows, with the beginning of the text. */
    static ObjectNode brief(Memory memory) {
        return brief(memory, EXCERPT);
    }

    /** The parts that a list shows, with at most the given number of characters of the text. */
    static ObjectNode brief(Memory memory, int characters) {
        ObjectNode node = object().put("id", memory.id().toString())
                .put("text", start(memory.text(), characters))
                .put("length", memory.text().length())
                .put("kind", memory.kind().name())
                .put("tier", memory.tier().name())
                .put("status", memory.status().name())
                .put("pinned", memory.pinned())
                .put("session", memory.session())
                .put("role", text(memory.role()))
                .put("speaker", memory.speaker())
                .put("when", memory.when().start().toString())
                .put("created", memory.createdAt().toString())
                .put("recorded", memory.recordedAt().toString())
                .put("version", memory.version())
                .put("commit", memory.sequence());
        if (memory.attributes().get(Observation.KEY) instanceof AttributeValue.Text(String key)) {
            node.put("key", key);
        }
        node.set("scope", scope(memory.scope()));
        node.set("labels", texts(memory.labels()));
        node.set("cause", cause(memory.cause()));
        return node;
    }

    /** All parts, with the beginning of a long text. */
    static ObjectNode full(Memory memory) {
        EventTime event = memory.eventTime();
        ObjectNode node = brief(memory, WHOLE)
                .put("source", memory.source())
                .put("importance", memory.importance())
                .put("confidence", memory.confidence())
                .put("trust", memory.trust())
                .put("eventFrom", event == null ? null : event.start().toString())
                .put("eventTo", event == null ? null : event.end().toString())
                .put("validFrom", text(memory.validFrom()))
                .put("validTo", text(memory.validTo()))
                .put("expires", text(memory.expiresAt()))
                .put("supersededBy", text(memory.supersededBy()))
                .put("idempotencyKey", memory.idempotencyKey());
        ArrayNode attributes = node.putArray("attributes");
        memory.attributes()
                .forEach((name, value) ->
                        attributes.addObject().put("name", name).put("value", attribute(value)));
        ArrayNode keys = node.putArray("searchKeys");
        memory.searchKeys()
                .lists()
                .forEach((name, texts) -> keys.addObject().put("name", name).set("texts", texts(texts)));
        node.set("derivedFrom", texts(memory.derivedFrom()));
        node.set("toolCalls", texts(memory.toolCallIds()));
        ArrayNode links = node.putArray("links");
        memory.links().forEach(link -> links.add(link(link)));
        return node;
    }

    static ObjectNode link(Link link) {
        return object().put("from", link.from().toString())
                .put("to", link.to().toString())
                .put("type", link.type().name())
                .put("weight", link.weight())
                .put("validFrom", text(link.validFrom()))
                .put("validTo", text(link.validTo()));
    }

    static ObjectNode cause(Cause cause) {
        ObjectNode node = object().put("actor", cause.actor()).put("reason", cause.reason());
        node.set("evidence", texts(cause.evidence()));
        return node;
    }

    static String attribute(AttributeValue attribute) {
        return switch (attribute) {
            case AttributeValue.Text(String value) -> value;
            case AttributeValue.Whole(long value) -> Long.toString(value);
            case AttributeValue.Real(double value) -> Double.toString(value);
            case AttributeValue.Flag(boolean value) -> Boolean.toString(value);
            case AttributeValue.Moment(Instant value) -> value.toString();
        };
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** The beginning of a text. Does not split surrogate pairs. */
    static String start(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        boolean divides = Character.isHighSurrogate(text.charAt(characters - 1));
        return text.substring(0, divides ? characters - 1 : characters);
    }
}
