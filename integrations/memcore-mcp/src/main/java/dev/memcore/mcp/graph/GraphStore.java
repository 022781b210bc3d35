package dev.memcore.mcp.graph;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A knowledge graph in a memory space. Each change is one commit. Reads see what the space sees; changes go to exactly its scope.
 * Thread-safe.
 */
final class GraphStore {
    /** The most names that are looked up one by one; for more, all rows of a kind are read. */
    private static final int MOST_LOOKUPS = 10;

    private final MemorySpace space;
    private final Lock lock;

    /** Creates a store; all stores of one scope must have the same lock. */
    GraphStore(MemorySpace space, Lock lock) {
        this.space = space;
        this.lock = lock;
    }

    /** Adds the entities whose names are new, and returns them. */
    List<GraphEntity> createEntities(List<GraphEntity> entities) {
        return locked(() -> {
            Set<String> present = rows(GraphRows.ENTITY, GraphRows.NAME, names(entities, GraphEntity::name))
                    .keySet();
            Map<String, GraphEntity> created = new LinkedHashMap<>();
            for (GraphEntity entity : entities) {
                if (!present.contains(entity.name())) {
                    created.putIfAbsent(entity.name(), entity);
                }
            }
            List<Observation> rows = new ArrayList<>();
            for (GraphEntity entity : created.values()) {
                rows.add(GraphRows.entity(entity.name(), entity.type()));
                new LinkedHashSet<>(entity.observations())
                        .forEach(content -> rows.add(GraphRows.observation(entity.name(), content)));
            }
            add(rows);
            return List.copyOf(created.values());
        });
    }

    /** Adds the relations that are new, and returns them. The entities need not exist. */
    List<GraphRelation> createRelations(List<GraphRelation> relations) {
        return locked(() -> {
            Set<GraphRelation> created = new LinkedHashSet<>(relations);
            all(rows(GraphRows.RELATION, GraphRows.FROM, names(relations, GraphRelation::from)))
                    .forEach(row -> created.remove(GraphRows.relation(row)));
            add(created.stream().map(GraphRows::relation).toList());
            return List.copyOf(created);
        });
    }

    /**
     * Adds the observations that are new.
     *
     * @param contents observations by the names of entities
     * @return those that were added, in the same order
     * @throws UnknownEntityException if an entity does not exist; nothing was added then
     */
    List<Map.Entry<String, List<String>>> addObservations(List<Map.Entry<String, List<String>>> contents) {
        return locked(() -> {
            Map<String, Set<String>> known = known(names(contents, Map.Entry::getKey));
            List<Observation> rows = new ArrayList<>();
            List<Map.Entry<String, List<String>>> added = new ArrayList<>();
            for (Map.Entry<String, List<String>> item : contents) {
                Set<String> present = known.get(item.getKey());
                if (present == null) {
                    throw new UnknownEntityException(item.getKey());
                }
                List<String> fresh =
                        item.getValue().stream().filter(present::add).toList();
                fresh.forEach(content -> rows.add(GraphRows.observation(item.getKey(), content)));
                added.add(Map.entry(item.getKey(), fresh));
            }
            add(rows);
            return added;
        });
    }

    /** The observations of those entities that exist. */
    private Map<String, Set<String>> known(Set<String> names) {
        Map<String, Set<String>> known = new HashMap<>();
        rows(GraphRows.ENTITY, GraphRows.NAME, names).keySet().forEach(name -> known.put(name, new HashSet<>()));
        all(rows(GraphRows.OBSERVATION, GraphRows.NAME, names))
                .forEach(row ->
                        known.getOrDefault(GraphRows.name(row), new HashSet<>()).add(GraphRows.content(row)));
        return known;
    }

    /** Forgets entities with their observations and relations. Unknown names are ignored. */
    void deleteEntities(Set<String> names) {
        locked(() -> forget(
                "delete_entities",
                Stream.of(
                                rows(GraphRows.ENTITY, GraphRows.NAME, names),
                                rows(GraphRows.OBSERVATION, GraphRows.NAME, names),
                                rows(GraphRows.RELATION, GraphRows.FROM, names),
                                rows(GraphRows.RELATION, GraphRows.TO, names))
                        .flatMap(GraphStore::all)));
    }

    /** Forgets observations of entities. Unknown ones are ignored. */
    void deleteObservations(List<Map.Entry<String, List<String>>> contents) {
        locked(() -> {
            Map<String, List<Memory>> rows =
                    rows(GraphRows.OBSERVATION, GraphRows.NAME, names(contents, Map.Entry::getKey));
            return forget(
                    "delete_observations",
                    contents.stream()
                            .flatMap(item -> rows.getOrDefault(item.getKey(), List.of()).stream()
                                    .filter(row -> item.getValue().contains(GraphRows.content(row)))));
        });
    }

    /** Forgets relations. Unknown ones are ignored. */
    void deleteRelations(Set<GraphRelation> relations) {
        locked(() -> forget(
                "delete_relations",
                all(rows(GraphRows.RELATION, GraphRows.FROM, names(relations, GraphRelation::from)))
                        .filter(row -> relations.contains(GraphRows.relation(row)))));
    }

    /** Returns the whole graph. O(graph). */
    KnowledgeGraph read() {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Set<String>> observations = new HashMap<>();
        Set<GraphRelation> relations = new LinkedHashSet<>();
        for (Memory row : all()) {
            if (row.kind().equals(GraphRows.ENTITY)) {
                types.putIfAbsent(GraphRows.name(row), GraphRows.type(row));
            } else if (row.kind().equals(GraphRows.RELATION)) {
                relations.add(GraphRows.relation(row));
            } else {
                observations
                        .computeIfAbsent(GraphRows.name(row), name -> new LinkedHashSet<>())
                        .add(GraphRows.content(row));
            }
        }
        List<GraphEntity> entities = types.entrySet().stream()
                .map(type -> new GraphEntity(
                        type.getKey(),
                        type.getValue(),
                        List.copyOf(observations.getOrDefault(type.getKey(), Set.of()))))
                .toList();
        return new KnowledgeGraph(entities, List.copyOf(relations));
    }

    private List<Memory> all() {
        return list(MemoryFilter.builder()
                .kind(GraphRows.ENTITY)
                .kind(GraphRows.OBSERVATION)
                .kind(GraphRows.RELATION)
                .build());
    }

    private static <T> Set<String> names(Collection<T> items, Function<T, String> name) {
        return items.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Memory> all(Map<String, List<Memory>> rows) {
        return rows.values().stream().flatMap(List::stream);
    }

    /** The rows of a kind whose attribute is one of some names, by name; names without a row are not in it. */
    private Map<String, List<Memory>> rows(Kind kind, String attribute, Set<String> names) {
        MemoryFilter.Builder filter = MemoryFilter.builder().kind(kind);
        List<Memory> found = names.size() > MOST_LOOKUPS
                ? list(filter.build())
                : names.stream()
                        .flatMap(name -> list(filter.attribute(attribute, name).build()).stream())
                        .toList();
        return found.stream()
                .filter(row -> names.contains(GraphRows.text(row, attribute)))
                .collect(Collectors.groupingBy(
                        row -> GraphRows.text(row, attribute), LinkedHashMap::new, Collectors.toList()));
    }

    private List<Memory> list(MemoryFilter filter) {
        try (Stream<Memory> memories = space.stream(filter)) {
            return memories.toList();
        }
    }

    private void add(List<Observation> rows) {
        if (!rows.isEmpty()) {
            space.rememberAll(rows);
        }
    }

    private int forget(String tool, Stream<Memory> rows) {
        List<MemoryOp> operations = new ArrayList<>();
        rows.filter(row -> row.scope().equals(space.principal().scope()))
                .map(Memory::id)
                .distinct()
                .forEach(id -> operations.add(new MemoryOp.Forget(id, Cause.of("tool:" + tool))));
        if (!operations.isEmpty()) {
            space.apply(operations);
        }
        return operations.size();
    }

    private <T> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }
}
