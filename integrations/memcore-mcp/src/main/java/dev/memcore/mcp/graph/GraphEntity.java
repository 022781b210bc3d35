package dev.memcore.mcp.graph;

import dev.memcore.api.check.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An entity of the graph.
 *
 * @param name the name, which is unique in the graph
 * @param type what it is, for example "person"
 * @param observations what is known about it, each a text of its own
 */
record GraphEntity(String name, String type, List<String> observations) {
    GraphEntity {
        observations = Arguments.list(observations, "observations");
    }

    /** The entity with the names of the reference server. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("entityType", type);
        json.put("observations", observations);
        return json;
    }
}
