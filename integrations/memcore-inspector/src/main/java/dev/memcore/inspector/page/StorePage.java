package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.examine;
import static dev.memcore.inspector.http.InspectorEndpoint.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.report.StoreStats;
import dev.memcore.inspector.http.InspectorEndpoint;
import java.util.List;
import java.util.Map;

/** The state of the store: sizes, index, caches, and a check of all bytes. */
final class StorePage {
    private final InspectedStore store;

    StorePage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                read("/api/store", request -> stats(store.manager().stats())),
                examine(
                        "/api/store/check",
                        request -> ErasurePage.check(store.manager().check())));
    }

    private static JsonNode stats(StoreStats stats) {
        ObjectNode node = MemoryJson.object()
                .put("memories", stats.memories())
                .put("lastCommit", stats.lastSequence())
                .put("indexedCommit", stats.indexedSequence())
                .put("logBytes", stats.logBytes())
                .put("segments", stats.segments())
                .put("indexBytes", stats.indexBytes())
                .put("embedded", stats.embedding().embedded())
                .put("versions", stats.embedding().versions())
                .put("cutOver", stats.embedding().cutOver())
                .put("openedMillis", stats.recovery().took().toMillis())
                .put("tornBytes", stats.recovery().tornBytes())
                .put("indexState", stats.recovery().indexState().name())
                .put("replayed", stats.recovery().replayed());
        ArrayNode caches = node.putArray("caches");
        stats.caches().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(cache -> caches.addObject()
                        .put("name", cache.getKey())
                        .put("entries", cache.getValue().entries())
                        .put("hits", cache.getValue().hits())
                        .put("misses", cache.getValue().misses())
                        .put("hitRate", cache.getValue().hitRate()));
        return node;
    }
}
