package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;
import static dev.memcore.inspector.http.InspectorEndpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Memory;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.ProfileEntry;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;
import java.util.Locale;

/** Keyed facts, their values over time, and the resolution of contested values. */
final class FactsPage {
    private static final int VALUES = 200;

    private final InspectedStore store;

    FactsPage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                read("/api/facts", this::profile),
                read("/api/facts/timeline", this::timeline),
                write("/api/facts/resolve", this::resolve));
    }

    private JsonNode profile(RequestParameters request) {
        String wanted = request.optional("filter");
        List<ProfileEntry> entries = store.space(request).facts().profile();
        return ListPage.of(
                request,
                wanted == null
                        ? entries
                        : entries.stream()
                                .filter(entry -> entry.key().contains(wanted.toLowerCase(Locale.ROOT)))
                                .toList(),
                FactsPage::entry);
    }

    static ObjectNode entry(ProfileEntry entry) {
        ObjectNode node = MemoryJson.object().put("key", entry.key()).put("contested", entry.contested());
        ArrayNode values = node.putArray("values");
        entry.values().forEach(value -> values.add(MemoryJson.brief(value).put("confidence", value.confidence())));
        return node;
    }

    private JsonNode timeline(RequestParameters request) {
        List<FactValue> values = store.view(request).timeline(request.text("key"));
        ObjectNode node = MemoryJson.object().put("total", values.size());
        ArrayNode array = node.putArray("values");
        values.subList(Math.max(0, values.size() - VALUES), values.size()).forEach(value -> array.add(value(value)));
        return node;
    }

    private static ObjectNode value(FactValue value) {
        ObjectNode node = MemoryJson.object()
                .put("validFrom", MemoryJson.text(value.validFrom()))
                .put("validTo", MemoryJson.text(value.validTo()))
                .put("recordedFrom", value.recordedFrom().toString())
                .put("recordedTo", MemoryJson.text(value.recordedTo()))
                .put("status", value.status().name());
        node.set("memory", MemoryJson.brief(value.memory()));
        return node;
    }

    private JsonNode resolve(RequestParameters request) {
        Memory kept = store.space(request)
                .facts()
                .resolve(request.text("key"), request.text("value"), request.text("reason"));
        return MemoryJson.brief(kept);
    }
}
