package dev.memcore.mcp.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas of the reference server. */
final class GraphSchemas {
    private static final String ENTITIES = "entities";
    private static final String RELATIONS = "relations";
    private static final String OBSERVATIONS = "observations";

    private GraphSchemas() {}

    static Map<String, Object> entities(boolean closed) {
        return root(closed, Map.of(ENTITIES, array(entity(closed))), ENTITIES);
    }

    static Map<String, Object> relations(boolean closed) {
        return root(closed, Map.of(RELATIONS, array(relation(closed))), RELATIONS);
    }

    static Map<String, Object> relationsToDelete() {
        return root(
                false,
                Map.of(RELATIONS, described(array(relation(false)), "An array of relations to delete")),
                RELATIONS);
    }

    static Map<String, Object> graph() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(ENTITIES, array(entity(true)));
        properties.put(RELATIONS, array(relation(true)));
        return root(true, properties, ENTITIES, RELATIONS);
    }

    static Map<String, Object> nothing() {
        return root(false, Map.of());
    }

    static Map<String, Object> text(String name, String description) {
        return root(false, Map.of(name, string(description)), name);
    }

    static Map<String, Object> names(String name, String description) {
        return root(false, Map.of(name, strings(description)), name);
    }

    static Map<String, Object> observations() {
        return root(
                false,
                Map.of(
                        OBSERVATIONS,
                        array(contents(
                                "contents",
                                "The name of the entity to add the observations to",
                                "An array of observation contents to add"))),
                OBSERVATIONS);
    }

    static Map<String, Object> deletions() {
        return root(
                false,
                Map.of(
                        "deletions",
                        array(contents(
                                OBSERVATIONS,
                                "The name of the entity containing the observations",
                                "An array of observations to delete"))),
                "deletions");
    }

    static Map<String, Object> added() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("entityName", Map.of("type", "string"));
        properties.put("addedObservations", array(Map.of("type", "string")));
        return root(
                true, Map.of("results", array(object(true, properties, "entityName", "addedObservations"))), "results");
    }

    static Map<String, Object> success() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("success", Map.of("type", "boolean"));
        properties.put("message", Map.of("type", "string"));
        return root(true, properties, "success", "message");
    }

    private static Map<String, Object> contents(String name, String entity, String description) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("entityName", string(entity));
        properties.put(name, strings(description));
        return object(false, properties, "entityName", name);
    }

    private static Map<String, Object> entity(boolean closed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", string("The name of the entity"));
        properties.put("entityType", string("The type of the entity"));
        properties.put(OBSERVATIONS, strings("An array of observation contents associated with the entity"));
        return object(closed, properties, "name", "entityType", OBSERVATIONS);
    }

    private static Map<String, Object> relation(boolean closed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("from", string("The name of the entity where the relation starts"));
        properties.put("to", string("The name of the entity where the relation ends"));
        properties.put("relationType", string("The type of the relation"));
        return object(closed, properties, "from", "to", "relationType");
    }

    private static Map<String, Object> root(boolean closed, Map<String, Object> properties, String... required) {
        Map<String, Object> schema = object(closed, properties, required);
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        return schema;
    }

    private static Map<String, Object> object(boolean closed, Map<String, Object> properties, String... required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (required.length > 0) {
            schema.put("required", List.of(required));
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static Map<String, Object> string(String description) {
        return described(Map.of("type", "string"), description);
    }

    private static Map<String, Object> strings(String description) {
        return described(array(Map.of("type", "string")), description);
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", items);
        return schema;
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.put("description", description);
        return described;
    }
}
