package dev.memcore.cli.imports;

import static dev.memcore.cli.imports.JsonFields.text;
import static dev.memcore.cli.imports.JsonFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What Mem0's {@code get_all} returns, as JSON: {@code {"results": [{"id", "memory", "created_at", "user_id", ...}]}}, or
 * the array alone, or one object a line. Each entry becomes a note at the time of its {@code created_at}.
 */
final class Mem0Format implements ForeignFormat {
    private static final List<String> TEXTS =
            List.of("hash", "agent_id", "app_id", "run_id", "actor_id", "attributed_to");

    @Override
    public String name() {
        return "mem0";
    }

    @Override
    public Set<String> arrays() {
        return Set.of("results", "memories");
    }

    @Override
    public void read(JsonNode entry, ElementPlace place, ForeignSink sink) {
        String id = text(entry, "id");
        String memory = text(entry, "memory");
        if (id == null || memory == null) {
            sink.reject("entry " + place, "an entry needs the texts id and memory");
            return;
        }
        sink.offer("memory " + id, () -> memory(entry, id, memory));
    }

    private ForeignMemory memory(JsonNode entry, String id, String memory) {
        ObservationDraft draft = new ObservationDraft(name(), memory).id(id);
        Observation.Builder builder = draft.builder();
        Instant created = time(entry, "created_at");
        if (created != null) {
            builder.eventTime(created);
        }
        builder.role(role(text(entry, "role"))).expiresAt(expiry(entry));
        draft.moment("updated_at", time(entry, "updated_at"));
        TEXTS.forEach(field -> draft.attribute(field, text(entry, field)));
        draft.attribute("categories", words(entry.path("categories")));
        entry.path("metadata")
                .properties()
                .forEach(field -> draft.json("metadata." + field.getKey(), field.getValue()));
        return draft.of(text(entry, "user_id"));
    }

    /** An entry is valid on the day of its {@code expiration_date}. */
    private static @Nullable Instant expiry(JsonNode entry) {
        Instant day = time(entry, "expiration_date");
        return day == null ? null : day.plus(Duration.ofDays(1));
    }

    private static @Nullable Role role(@Nullable String name) {
        return name == null
                ? null
                : switch (name.toLowerCase(Locale.ROOT)) {
                    case "user" -> Role.USER;
                    case "assistant" -> Role.ASSISTANT;
                    default -> null;
                };
    }

    private static String words(JsonNode list) {
        return String.join(
                ", ",
                StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
