package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;
import static dev.memcore.inspector.http.InspectorEndpoint.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One memory with its history, and the changes of one memory. */
final class MemoryPage {
    /** The actor of changes that are made with the page. */
    static final String ACTOR = "inspector";

    private static final int VERSIONS = 50;

    private final InspectedStore store;

    MemoryPage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                read("/api/memory", this::memory),
                read("/api/memory/text", this::text),
                write("/api/memory/forget", this::forget),
                write(
                        "/api/memory/undo",
                        request -> MemoryJson.brief(store.space(request).undo(id(request)))),
                write("/api/memory/pin", request -> pinned(request, true)),
                write("/api/memory/unpin", request -> pinned(request, false)),
                write("/api/memory/quarantine", this::quarantine));
    }

    static MemoryId id(RequestParameters request) {
        return MemoryId.parse(request.text("id"));
    }

    /** The actor and the reason of a change that a request makes. */
    static Cause cause(RequestParameters request) {
        String reason = request.optional("reason");
        return reason == null ? Cause.of(ACTOR) : Cause.of(ACTOR, reason);
    }

    private JsonNode memory(RequestParameters request) {
        MemorySpace space = store.space(request);
        MemoryId id = id(request);
        List<Memory> versions = space.history(id);
        ObjectNode node = MemoryJson.object().put("versions", versions.size());
        node.set("memory", MemoryJson.full(versions.getLast()));
        node.set("usage", usage(space.usage(id)));
        node.set("history", history(versions, request.number("before", versions.size() + 1, 1, Integer.MAX_VALUE)));
        return node;
    }

    /** Versions, the latest first. Each has the changes since the version before it. */
    private static ArrayNode history(List<Memory> versions, int before) {
        ArrayNode history = MemoryJson.array();
        int end = Math.min(before - 1, versions.size());
        for (int i = end - 1; i >= Math.max(0, end - VERSIONS); i--) {
            @Nullable Memory earlier = i == 0 ? null : versions.get(i - 1);
            ObjectNode version = MemoryJson.brief(versions.get(i)).put("place", i + 1);
            version.set(
                    "changes", earlier == null ? MemoryJson.array() : VersionChanges.between(earlier, versions.get(i)));
            history.add(version);
        }
        return history;
    }

    private static ObjectNode usage(Usage usage) {
        return MemoryJson.object()
                .put("uses", usage.uses())
                .put("succeeded", usage.succeeded())
                .put("failed", usage.failed())
                .put("lastUsed", MemoryJson.text(usage.lastUsed()));
    }

    /** A part of a long text. */
    private JsonNode text(RequestParameters request) {
        String text = store.space(request).history(id(request)).getLast().text();
        int from = Math.min(request.number("offset", 0, 0, Integer.MAX_VALUE), text.length());
        if (from > 0 && from < text.length() && Character.isLowSurrogate(text.charAt(from))) {
            from--;
        }
        String part = MemoryJson.start(text.substring(from), MemoryJson.WHOLE);
        return MemoryJson.object().put("text", part).put("offset", from).put("length", text.length());
    }

    private JsonNode forget(RequestParameters request) {
        MemorySpace space = store.space(request);
        MemoryId id = id(request);
        boolean forgotten = space.forget(id);
        return MemoryJson.brief(space.history(id).getLast()).put("changed", forgotten);
    }

    private JsonNode pinned(RequestParameters request, boolean pinned) {
        return applied(request, MemoryOp.Adjust.pinned(id(request), pinned, cause(request)));
    }

    private JsonNode quarantine(RequestParameters request) {
        return applied(request, new MemoryOp.Quarantine(id(request), cause(request)));
    }

    private JsonNode applied(RequestParameters request, MemoryOp operation) {
        return MemoryJson.brief(store.space(request).apply(List.of(operation)).getFirst());
    }
}
