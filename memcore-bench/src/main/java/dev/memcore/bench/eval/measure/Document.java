package dev.memcore.bench.eval.measure;

import dev.memcore.api.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of a set, which is stored as a memory.
 *
 * @param id what evidence names it by; unique within its group
 * @param text as the baselines read it
 * @param session the session whose turn it is, or null: it belongs to none
 * @param observation as memory gets it
 * @param derivedFrom ids of earlier documents that it was made from
 */
public record Document(
        String id, String text, @Nullable String session, Observation observation, List<String> derivedFrom) {
    /** The attribute that carries a document's id through memory, for sets that have no name of their own for it. */
    public static final String ID = "document";

    /** Copies the list. */
    public Document {
        derivedFrom = List.copyOf(derivedFrom);
    }

    /** Returns a document without a session and without sources, with its id as the attribute {@link #ID}. */
    public static Document of(String id, Observation.Builder observation) {
        Observation built = observation.attribute(ID, id).build();
        return new Document(id, built.text(), null, built, List.of());
    }

    /** A turn of a session, with its id as the attribute {@link #ID}; baselines read "speaker: text". */
    public static Document turn(String id, String session, Observation.Builder observation) {
        Observation built = observation.attribute(ID, id).build();
        String text = built.speaker() == null ? built.text() : built.speaker() + ": " + built.text();
        return new Document(id, text, session, built, List.of());
    }
}
