package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryView;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.Linked;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The memories around one memory and all links between them. */
final class LinksPage {
    private static final int MAX_DEPTH = 4;
    private static final int LIMIT = 40;
    private static final int MAX_LIMIT = 100;

    private final InspectedStore store;

    LinksPage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(read("/api/links", this::links));
    }

    private JsonNode links(RequestParameters request) {
        MemoryView view = store.view(request);
        MemoryId id = MemoryPage.id(request);
        int limit = request.number("limit", LIMIT, 1, MAX_LIMIT);
        Memory start = view.get(id)
                .orElseThrow(() ->
                        MemoryException.of(ErrorCode.NOT_FOUND, "no memory with links is visible with the id " + id));
        List<Linked> reached = view.walk(LinkWalk.from(id)
                .withDepth(request.number("depth", 1, 1, MAX_DEPTH))
                .withLimit(limit));
        Map<MemoryId, Memory> nodes = new LinkedHashMap<>();
        nodes.put(id, start);
        ObjectNode node = MemoryJson.object().put("full", reached.size() == limit);
        ArrayNode array = node.putArray("nodes");
        array.add(MemoryJson.brief(start).put("depth", 0));
        for (Linked linked : reached) {
            nodes.put(linked.memory().id(), linked.memory());
            array.add(MemoryJson.brief(linked.memory()).put("depth", linked.depth()));
        }
        ArrayNode edges = node.putArray("edges");
        between(nodes).forEach(link -> edges.add(MemoryJson.link(link)));
        return node;
    }

    private static Set<Link> between(Map<MemoryId, Memory> nodes) {
        Set<Link> links = new LinkedHashSet<>();
        for (Memory memory : nodes.values()) {
            memory.links().stream().filter(link -> nodes.containsKey(link.to())).forEach(links::add);
            memory.derivedFrom().stream()
                    .filter(nodes::containsKey)
                    .forEach(source -> links.add(Link.of(memory.id(), source, LinkType.DERIVED_FROM)));
            MemoryId by = memory.supersededBy();
            if (by != null && nodes.containsKey(by)) {
                links.add(Link.of(memory.id(), by, LinkType.SUPERSEDED_BY));
            }
        }
        return links;
    }
}
