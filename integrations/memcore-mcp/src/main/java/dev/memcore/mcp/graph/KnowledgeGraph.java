package dev.memcore.mcp.graph;

import dev.memcore.api.check.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Entities and relations, in the order in which they were added. */
record KnowledgeGraph(List<GraphEntity> entities, List<GraphRelation> relations) {
    KnowledgeGraph {
        entities = Arguments.list(entities, "entities");
        relations = Arguments.list(relations, "relations");
    }

    /** The entities with a text in their name, type or an observation, without regard to case, and their relations. */
    KnowledgeGraph containing(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Predicate<String> contains = part -> part.toLowerCase(Locale.ROOT).contains(lower);
        return only(entity -> contains.test(entity.name())
                || contains.test(entity.type())
                || entity.observations().stream().anyMatch(contains));
    }

    /** The entities with some names, and their relations. */
    KnowledgeGraph named(Set<String> names) {
        return only(entity -> names.contains(entity.name()));
    }

    private KnowledgeGraph only(Predicate<GraphEntity> selected) {
        List<GraphEntity> found = entities.stream().filter(selected).toList();
        Set<String> names = found.stream().map(GraphEntity::name).collect(Collectors.toSet());
        return new KnowledgeGraph(
                found,
                relations.stream()
                        .filter(relation -> names.contains(relation.from()) || names.contains(relation.to()))
                        .toList());
    }

    /** The graph with the names of the reference server. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entities", entities.stream().map(GraphEntity::toJson).toList());
        json.put("relations", relations.stream().map(GraphRelation::toJson).toList());
        return json;
    }
}
