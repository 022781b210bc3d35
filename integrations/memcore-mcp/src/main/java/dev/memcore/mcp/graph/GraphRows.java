package dev.memcore.mcp.graph;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;

/**
 * The form of a graph in memories: one memory for each entity, observation and relation. The texts are sentences, so that a recall
 * finds them. The attributes hold the exact names. Maintenance policies do not change these memories, because they are pinned.
 */
final class GraphRows {
    static final Kind ENTITY = Kind.of("graph-entity");
    static final Kind OBSERVATION = Kind.of("graph-observation");
    static final Kind RELATION = Kind.of("graph-relation");

    /** The name of the entity, of an entity or an observation. */
    static final String NAME = "graph.name";

    static final String FROM = "graph.from";
    static final String TO = "graph.to";

    /** The type of an entity or relation. */
    private static final String TYPE = "graph.type";

    private static final String SEPARATOR = ": ";

    private GraphRows() {}

    static Observation entity(String name, String type) {
        return Observation.builder(name + " (" + type + ")")
                .kind(ENTITY)
                .pinned(true)
                .attribute(NAME, name)
                .attribute(TYPE, type)
                .build();
    }

    static Observation observation(String entity, String content) {
        return Observation.builder(entity + SEPARATOR + content)
                .kind(OBSERVATION)
                .pinned(true)
                .attribute(NAME, entity)
                .build();
    }

    static Observation relation(GraphRelation relation) {
        return Observation.builder(relation.from() + " " + relation.type() + " " + relation.to())
                .kind(RELATION)
                .pinned(true)
                .attribute(FROM, relation.from())
                .attribute(TO, relation.to())
                .attribute(TYPE, relation.type())
                .build();
    }

    static String name(Memory row) {
        return text(row, NAME);
    }

    static String type(Memory row) {
        return text(row, TYPE);
    }

    /** The content of an observation: its text without the name of the entity in front. */
    static String content(Memory row) {
        String prefix = name(row) + SEPARATOR;
        return row.text().startsWith(prefix) ? row.text().substring(prefix.length()) : row.text();
    }

    static GraphRelation relation(Memory row) {
        return new GraphRelation(text(row, FROM), text(row, TO), type(row));
    }

    /** A text attribute of a row; empty if it is missing. */
    static String text(Memory row, String attribute) {
        return row.attributes().get(attribute) instanceof AttributeValue.Text(String value) ? value : "";
    }
}
