package dev.memcore.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.mcp.protocol.Catalog;
import dev.memcore.mcp.protocol.ToolOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random calls of the graph tools, beside a model of the reference server in memory. The store is closed and opened in between. */
final class GraphModelTest {
    private static final Scope SCOPE = Scope.of("acme", "alice");
    private static final List<String> NAMES =
            List.of("Ann", "ann", "Bob", "Acme", "r\u00e9sum\u00e9", "\u6771\u4eac", "a:b");
    private static final List<String> TEXTS = List.of(
            "Prefers tea", "prefers TEA", "Ann: Prefers tea", "1 + 1 = 2", "\u304a\u8336", "  padded  ", "x\ny");

    @TempDir
    Path directory;

    private final Random random = new Random(3);
    private final Map<String, Set<String>> observations = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<Map<String, Object>> relations = new LinkedHashSet<>();

    @Test
    void theGraphIsThatOfTheModelAfterEveryCall() {
        for (int round = 0; round < 3; round++) {
            try (MemoryManager manager = Memcore.open(directory)) {
                Catalog catalog = catalog(manager);
                assertEquals(graph(), catalog.call("read_graph", Map.of()).structured());
                for (int i = 0; i < 40; i++) {
                    step(catalog);
                    assertEquals(graph(), catalog.call("read_graph", Map.of()).structured());
                }
                search(catalog);
                manager.maintain();
            }
        }
    }

    private static Catalog catalog(MemoryManager manager) {
        McpServerConfig config =
                McpServerConfig.builder().scope(SCOPE).knowledgeGraph(true).build();
        return new Catalogs(manager, config).of(Principal.of(SCOPE));
    }

    private void step(Catalog catalog) {
        switch (random.nextInt(8)) {
            case 0, 1 -> createEntities(catalog);
            case 2, 3 -> addObservations(catalog);
            case 4, 5 -> createRelations(catalog);
            case 6 -> deleteSome(catalog);
            default -> deleteEntity(catalog);
        }
    }

    private void createEntities(Catalog catalog) {
        List<Map<String, Object>> given = new ArrayList<>();
        for (String name : some(NAMES)) {
            given.add(Map.of("name", name, "entityType", "type " + name, "observations", some(TEXTS)));
        }
        List<Map<String, Object>> created = new ArrayList<>();
        for (Map<String, Object> entity : given) {
            String name = String.valueOf(entity.get("name"));
            if (types.putIfAbsent(name, "type " + name) == null) {
                Set<String> texts = new LinkedHashSet<>();
                texts.addAll(observationsOf(entity));
                observations.put(name, texts);
                created.add(entity);
            }
        }
        assertEquals(
                Map.of("entities", created),
                catalog.call("create_entities", Map.of("entities", given)).structured());
    }

    private void addObservations(Catalog catalog) {
        String name = one(NAMES);
        List<String> texts = some(TEXTS);
        ToolOutcome outcome = catalog.call(
                "add_observations", Map.of("observations", List.of(Map.of("entityName", name, "contents", texts))));
        if (!types.containsKey(name)) {
            assertTrue(outcome.error());
            assertEquals("Entity with name " + name + " not found", outcome.text());
            return;
        }
        List<String> added = texts.stream().filter(known(name)::add).toList();
        assertEquals(
                Map.of("results", List.of(Map.of("entityName", name, "addedObservations", added))),
                outcome.structured());
    }

    private void createRelations(Catalog catalog) {
        Map<String, Object> relation = relation();
        boolean isNew = relations.add(relation);
        assertEquals(
                Map.of("relations", isNew ? List.of(relation) : List.of()),
                catalog.call("create_relations", Map.of("relations", List.of(relation)))
                        .structured());
    }

    private Map<String, Object> relation() {
        return Map.of("from", one(NAMES), "to", one(NAMES), "relationType", one(List.of("knows", "", "works at")));
    }

    private void deleteSome(Catalog catalog) {
        String name = one(NAMES);
        List<String> texts = some(TEXTS);
        Map<String, Object> relation = relation();
        texts.forEach(observations.getOrDefault(name, new LinkedHashSet<>())::remove);
        relations.remove(relation);
        assertFalse(catalog.call(
                        "delete_observations",
                        Map.of("deletions", List.of(Map.of("entityName", name, "observations", texts))))
                .error());
        assertFalse(catalog.call("delete_relations", Map.of("relations", List.of(relation)))
                .error());
    }

    private void deleteEntity(Catalog catalog) {
        String name = one(NAMES);
        types.remove(name);
        observations.remove(name);
        relations.removeIf(relation -> name.equals(relation.get("from")) || name.equals(relation.get("to")));
        assertFalse(catalog.call("delete_entities", Map.of("entityNames", List.of(name, "unknown")))
                .error());
    }

    private void search(Catalog catalog) {
        ToolOutcome found = catalog.call("search_nodes", Map.of("query", "TEA"));
        Set<String> names = new LinkedHashSet<>();
        types.keySet().stream()
                .filter(name -> known(name).stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains("tea")))
                .forEach(names::add);
        assertEquals(graph(names), found.structured());
        assertEquals(
                graph(Set.of("Ann")),
                catalog.call("open_nodes", Map.of("names", List.of("Ann"))).structured());
    }

    private Map<String, Object> graph() {
        Map<String, Object> graph = new LinkedHashMap<>(graph(types.keySet()));
        graph.put("relations", List.copyOf(relations));
        return graph;
    }

    private Map<String, Object> graph(Set<String> names) {
        Set<String> present = new LinkedHashSet<>(names);
        present.retainAll(types.keySet());
        return Map.of(
                "entities",
                types.keySet().stream()
                        .filter(present::contains)
                        .map(name -> Map.of(
                                "name",
                                name,
                                "entityType",
                                types.getOrDefault(name, ""),
                                "observations",
                                List.copyOf(known(name))))
                        .toList(),
                "relations",
                relations.stream()
                        .filter(relation -> present.contains((String) relation.get("from"))
                                || present.contains((String) relation.get("to")))
                        .toList());
    }

    private Set<String> known(String name) {
        return observations.getOrDefault(name, new LinkedHashSet<>());
    }

    @SuppressWarnings("unchecked")
    private static List<String> observationsOf(Map<String, Object> entity) {
        return (List<String>) entity.getOrDefault("observations", List.of());
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> List<T> some(List<T> values) {
        Set<T> some = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(one(values));
        }
        return List.copyOf(some);
    }

    @Test
    void twoClientsThatCreateTheSameCreateItOnce() throws ExecutionException, InterruptedException {
        try (MemoryManager manager = Memcore.open(directory);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Catalogs catalogs = new Catalogs(
                    manager,
                    McpServerConfig.builder().scope(SCOPE).knowledgeGraph(true).build());
            List<Catalog> clients =
                    List.of(catalogs.of(Principal.of(SCOPE)), catalogs.of(new Principal(SCOPE, Set.of("private"))));
            List<Future<?>> writers = new ArrayList<>();
            for (Catalog client : clients) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        Map<String, Object> entity =
                                Map.of("name", "n" + i, "entityType", "t", "observations", List.of("o"));
                        client.call("create_entities", Map.of("entities", List.of(entity)));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertEquals(40, manager.stats().memories());
        }
    }
}
