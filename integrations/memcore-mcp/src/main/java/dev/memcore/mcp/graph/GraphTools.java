package dev.memcore.mcp.graph;

import dev.memcore.mcp.protocol.JsonText;
import dev.memcore.mcp.protocol.OfferedTool;
import dev.memcore.mcp.protocol.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** The nine tools of the reference server, with its names, schemas, hints and results. */
final class GraphTools {
    /** The most characters of a query, as in the reference server. */
    private static final int MOST_QUERY = 2_048;

    private static final String RELATIONS = "relations";

    static final List<GraphTool> ALL = List.of(
            adding(
                    "create_entities",
                    "Create Entities",
                    "Create multiple new entities in the knowledge graph",
                    GraphSchemas.entities(false),
                    GraphSchemas.entities(true),
                    GraphTools::createEntities),
            adding(
                    "create_relations",
                    "Create Relations",
                    "Create multiple new relations between entities in the knowledge graph. Relations should be in"
                            + " active voice",
                    GraphSchemas.relations(false),
                    GraphSchemas.relations(true),
                    GraphTools::createRelations),
            adding(
                    "add_observations",
                    "Add Observations",
                    "Add new observations to existing entities in the knowledge graph",
                    GraphSchemas.observations(),
                    GraphSchemas.added(),
                    GraphTools::addObservations),
            deleting(
                    "delete_entities",
                    "Delete Entities",
                    "Delete multiple entities and their associated relations from the knowledge graph",
                    GraphSchemas.names("entityNames", "An array of entity names to delete"),
                    GraphTools::deleteEntities),
            deleting(
                    "delete_observations",
                    "Delete Observations",
                    "Delete specific observations from entities in the knowledge graph",
                    GraphSchemas.deletions(),
                    GraphTools::deleteObservations),
            deleting(
                    "delete_relations",
                    "Delete Relations",
                    "Delete multiple relations from the knowledge graph",
                    GraphSchemas.relationsToDelete(),
                    GraphTools::deleteRelations),
            reading(
                    "read_graph",
                    "Read Graph",
                    "Read the entire knowledge graph",
                    GraphSchemas.nothing(),
                    (store, arguments) -> graph(store.read())),
            reading(
                    "search_nodes",
                    "Search Nodes",
                    "Search for nodes in the knowledge graph based on a query",
                    GraphSchemas.text(
                            "query", "The search query to match against entity names, types, and observation content"),
                    (store, arguments) -> graph(store.read().containing(arguments.text("query", MOST_QUERY)))),
            reading(
                    "open_nodes",
                    "Open Nodes",
                    "Open specific nodes in the knowledge graph by their names",
                    GraphSchemas.names("names", "An array of entity names to retrieve"),
                    (store, arguments) -> graph(store.read().named(Set.copyOf(arguments.names("names"))))));

    private GraphTools() {}

    private static GraphTool adding(
            String name,
            String title,
            String description,
            Map<String, Object> input,
            Map<String, Object> output,
            BiFunction<GraphStore, GraphArguments, ToolOutcome> run) {
        return new GraphTool(new OfferedTool(name, title, description, input, output, false, false, false), run);
    }

    private static GraphTool deleting(
            String name,
            String title,
            String description,
            Map<String, Object> input,
            BiFunction<GraphStore, GraphArguments, ToolOutcome> run) {
        return new GraphTool(
                new OfferedTool(name, title, description, input, GraphSchemas.success(), false, true, true), run);
    }

    private static GraphTool reading(
            String name,
            String title,
            String description,
            Map<String, Object> input,
            BiFunction<GraphStore, GraphArguments, ToolOutcome> run) {
        return new GraphTool(
                new OfferedTool(name, title, description, input, GraphSchemas.graph(), true, false, true), run);
    }

    private static ToolOutcome createEntities(GraphStore store, GraphArguments arguments) {
        List<GraphEntity> entities = arguments.objects("entities", GraphArguments::entity);
        return listed(
                "entities",
                store.createEntities(entities).stream().map(GraphEntity::toJson).toList());
    }

    private static ToolOutcome createRelations(GraphStore store, GraphArguments arguments) {
        List<GraphRelation> relations = arguments.objects(RELATIONS, GraphArguments::relation);
        return listed(
                RELATIONS,
                store.createRelations(relations).stream()
                        .map(GraphRelation::toJson)
                        .toList());
    }

    private static ToolOutcome addObservations(GraphStore store, GraphArguments arguments) {
        List<Map.Entry<String, List<String>>> contents =
                arguments.objects("observations", item -> item.contentsOf("entityName", "contents"));
        return listed(
                "results",
                store.addObservations(contents).stream().map(GraphTools::added).toList());
    }

    private static Map<String, Object> added(Map.Entry<String, List<String>> item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entityName", item.getKey());
        json.put("addedObservations", item.getValue());
        return json;
    }

    private static ToolOutcome deleteEntities(GraphStore store, GraphArguments arguments) {
        store.deleteEntities(new LinkedHashSet<>(arguments.names("entityNames")));
        return deleted("Entities");
    }

    private static ToolOutcome deleteObservations(GraphStore store, GraphArguments arguments) {
        store.deleteObservations(arguments.objects("deletions", item -> item.contentsOf("entityName", "observations")));
        return deleted("Observations");
    }

    private static ToolOutcome deleteRelations(GraphStore store, GraphArguments arguments) {
        store.deleteRelations(new LinkedHashSet<>(arguments.objects(RELATIONS, GraphArguments::relation)));
        return deleted("Relations");
    }

    private static ToolOutcome listed(String name, List<Map<String, Object>> items) {
        return new ToolOutcome(JsonText.writeIndented(items), Map.of(name, items), false);
    }

    private static ToolOutcome graph(KnowledgeGraph graph) {
        return new ToolOutcome(JsonText.writeIndented(graph.toJson()), graph.toJson(), false);
    }

    private static ToolOutcome deleted(String what) {
        String message = what + " deleted successfully";
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("success", true);
        result.put("message", message);
        return new ToolOutcome(message, result, false);
    }
}
