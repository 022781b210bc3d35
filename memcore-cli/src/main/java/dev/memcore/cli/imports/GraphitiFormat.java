package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.JsonFields.text;
import static dev.memcore.cli.imports.JsonFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Kind;
import dev.memcore.api.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Episodes and entity edges of Zep or Graphiti, with the fields of their models: objects with the arrays {@code episodes}
 * and {@code edges}, an array of either, or one object a line. An episode becomes a memory of kind {@code episode} at its
 * {@code valid_at}, or a message if it has a thread. An edge becomes a statement that is true from {@code valid_at} to
 * {@code invalid_at}.
 */
final class GraphitiFormat implements ForeignFormat {
    private static final List<String> OF_EPISODES = List.of("name", "group_id", "source", "source_description");
    private static final List<String> OF_EDGES = List.of("name", "group_id", "source_node_uuid", "target_node_uuid");

    @Override
    public String name() {
        return "zep";
    }

    @Override
    public Set<String> arrays() {
        return Set.of("episodes", "edges", "entity_edges", "facts");
    }

    @Override
    public void read(JsonNode element, ElementPlace place, ForeignSink sink) {
        String id = text(element, "uuid");
        String fact = text(element, "fact");
        String content = text(element, "content");
        if (id != null && fact != null) {
            sink.offer("edge " + id, () -> edge(element, id, fact));
        } else if (id != null && content != null) {
            sink.offer("episode " + id, () -> episode(element, id, content));
        } else {
            sink.reject("element " + place, "an episode needs the texts uuid and content, an edge uuid and fact");
        }
    }

    private ForeignMemory episode(JsonNode episode, String id, String content) {
        ObservationDraft draft = new ObservationDraft(name(), content).id(id);
        Instant time = JsonFields.first(time(episode, "valid_at"), time(episode, "created_at"));
        if (time != null) {
            draft.builder().eventTime(time);
        }
        String thread = text(episode, "thread_id");
        String session = thread == null ? text(episode, "session_id") : thread;
        if (session == null) {
            draft.builder().kind(Kind.EPISODE);
        } else {
            draft.builder()
                    .session(session)
                    .role(role(text(episode, "role_type")))
                    .speaker(text(episode, "role"));
        }
        OF_EPISODES.forEach(field -> draft.attribute(field, text(episode, field)));
        return draft.moment("created_at", time(episode, "created_at")).of(null);
    }

    private ForeignMemory edge(JsonNode edge, String id, String fact) {
        ObservationDraft draft = new ObservationDraft(name(), fact).id(id);
        Instant from = time(edge, "valid_at");
        Instant time = JsonFields.first(from, time(edge, "reference_time"), time(edge, "created_at"));
        if (time != null) {
            draft.builder().eventTime(time);
        }
        draft.builder().kind(Kind.FACT).validFrom(from).validTo(time(edge, "invalid_at"));
        OF_EDGES.forEach(field -> draft.attribute(field, text(edge, field)));
        return draft.json("episodes", edge.path("episodes"))
                .moment("created_at", time(edge, "created_at"))
                .moment("expired_at", time(edge, "expired_at"))
                .of(null);
    }

    private static @Nullable Role role(@Nullable String type) {
        return type == null
                ? null
                : switch (type.toLowerCase(Locale.ROOT)) {
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    case "system" -> Role.SYSTEM;
                    default -> null;
                };
    }
}
