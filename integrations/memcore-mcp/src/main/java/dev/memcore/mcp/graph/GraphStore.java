package dev.memcore.mcp.graph;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A knowledge graph in a memory space. Each change is one commit. Reads see what the space sees; changes go to exactly its scope.
 * Thread-safe.
 */
final class GraphStore {
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
            Map<String, GraphEntity> created = new LinkedHashMap<>();
            for (GraphEntity entity : entities) {
                if (!created.containsKey(entity.name()) && !hasEntity(entity.name())) {
                    created.put(entity.name(), entity);
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
            Set<GraphRelation> created = new LinkedHashSet<>();
            for (GraphRelation relation : relations) {
                if (rows(GraphRows.RELATION, GraphRows.FROM, relation.from()).stream()
                        .map(GraphRows::relation)
                        .noneMatch(relation::equals)) {
                    created.add(relation);
                }
            }
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
            Map<String, Set<String>> known = new HashMap<>();
            List<Observation> rows = new ArrayList<>();
            List<Map.Entry<String, List<String>>> added = new ArrayList<>();
            for (Map.Entry<String, List<String>> item : contents) {
                Set<String> present = known.computeIfAbsent(item.getKey(), this::observations);
                List<String> fresh =
                        item.getValue().stream().filter(present::add).toList();
                fresh.forEach(content -> rows.add(GraphRows.observation(item.getKey(), content)));
                added.add(Map.entry(item.getKey(), fresh));
            }
            add(rows);
            return added;
        });
    }

    private Set<String> observations(String entity) {
        if (!hasEntity(entity)) {
            throw new UnknownEntityException(entity);
        }
        return rows(GraphRows.OBSERVATION, GraphRows.NAME, entity).stream()
                .map(GraphRows::content)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Forgets entities with their observations and relations. Unknown names are ignored. */
    void deleteEntities(Set<String> names) {
        locked(() -> {
            Map<MemoryId, Memory> rows = new LinkedHashMap<>();
            for (String name : names) {
                Stream.of(
                                rows(GraphRows.ENTITY, GraphRows.NAME, name),
                                rows(GraphRows.OBSERVATION, GraphRows.NAME, name),
                                rows(GraphRows.RELATION, GraphRows.FROM, name),
                                rows(GraphRows.RELATION, GraphRows.TO, name))
                        .flatMap(List::stream)
                        .forEach(row -> rows.put(row.id(), row));
            }
            return forget(rows.values(), "delete_entities");
        });
    }

    /** Forgets observations of entities. Unknown ones are ignored. */
    void deleteObservations(List<Map.Entry<String, List<String>>> contents) {
        locked(() -> {
            Map<MemoryId, Memory> rows = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> item : contents) {
                Set<String> outdated = Set.copyOf(item.getValue());
                rows(GraphRows.OBSERVATION, GraphRows.NAME, item.getKey()).stream()
                        .filter(row -> outdated.contains(GraphRows.content(row)))
                        .forEach(row -> rows.put(row.id(), row));
            }
            return forget(rows.values(), "delete_observations");
        });
    }

    /** Forgets relations. Unknown ones are ignored. */
    void deleteRelations(Set<GraphRelation> relations) {
        locked(() -> {
            Map<MemoryId, Memory> rows = new LinkedHashMap<>();
            relations.stream().map(GraphRelation::from).distinct().forEach(from -> {
                rows(GraphRows.RELATION, GraphRows.FROM, from).stream()
                        .filter(row -> relations.contains(GraphRows.relation(row)))
                        .forEach(row -> rows.put(row.id(), row));
            });
            return forget(rows.values(), "delete_relations");
        });
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

    private boolean hasEntity(String name) {
        return !rows(GraphRows.ENTITY, GraphRows.NAME, name).isEmpty();
    }

    private List<Memory> rows(Kind kind, String attribute, String value) {
        return list(
                MemoryFilter.builder().kind(kind).attribute(attribute, value).build());
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

    private int forget(Iterable<Memory> rows, String tool) {
        List<MemoryOp> operations = new ArrayList<>();
        for (Memory row : rows) {
            if (row.scope().equals(space.principal().scope())) {
                operations.add(new MemoryOp.Forget(row.id(), Cause.of("tool:" + tool)));
            }
        }
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
