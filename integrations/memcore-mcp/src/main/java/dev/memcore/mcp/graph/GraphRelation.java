package dev.memcore.mcp.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/** A directed relation between the names of two entities. */
record GraphRelation(String from, String to, String type) {
    /** The relation with the names of the reference server. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", from);
        json.put("to", to);
        json.put("relationType", type);
        return json;
    }
}
