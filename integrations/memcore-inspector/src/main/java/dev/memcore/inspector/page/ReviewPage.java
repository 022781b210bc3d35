package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;
import static dev.memcore.inspector.http.InspectorEndpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Memory;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;

/** Memories in quarantine, of one scope or of all scopes of a tenant. */
final class ReviewPage {
    private static final int SCOPES_AT_ONCE = 200;

    private final InspectedStore store;

    ReviewPage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                read("/api/review", this::ofScope),
                read("/api/review/tenant", this::ofTenant),
                write("/api/review/release", this::release),
                write("/api/review/forget", this::forget));
    }

    private JsonNode ofScope(RequestParameters request) {
        return ListPage.of(store.space(request).quarantined(ListPage.after(request), ListPage.size(request)));
    }

    /** Reads a bounded number of scopes. The answer says with which scope to continue. */
    private JsonNode ofTenant(RequestParameters request) {
        List<Scope> scopes = store.scopes(request.text("tenant"));
        int from = Math.min(request.number("offset", 0, 0, Integer.MAX_VALUE), scopes.size());
        int size = ListPage.size(request);
        ObjectNode node = MemoryJson.object();
        ArrayNode items = node.putArray("items");
        int place = from;
        while (place < scopes.size() && place - from < SCOPES_AT_ONCE && items.size() < size) {
            for (Memory memory :
                    store.space(scopes.get(place)).quarantined(null, size).memories()) {
                items.add(MemoryJson.brief(memory));
            }
            place++;
        }
        node.put("scopes", scopes.size());
        return place < scopes.size() ? node.put("nextOffset", place) : node;
    }

    private JsonNode release(RequestParameters request) {
        MemoryOp release = new MemoryOp.Release(MemoryPage.id(request), MemoryPage.cause(request));
        return MemoryJson.brief(store.space(request).apply(List.of(release)).getFirst());
    }

    private JsonNode forget(RequestParameters request) {
        MemoryOp forget = new MemoryOp.Forget(MemoryPage.id(request), MemoryPage.cause(request));
        return MemoryJson.brief(store.space(request).apply(List.of(forget)).getFirst());
    }
}
