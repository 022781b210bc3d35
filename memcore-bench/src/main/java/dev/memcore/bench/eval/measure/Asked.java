package dev.memcore.bench.eval.measure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question whose evidence is known.
 *
 * @param text the question, as it is put
 * @param category the name of its category
 * @param evidence ids of the documents that answer it; an id that no document has can never be found
 * @param superseded ids of documents whose answers are outdated
 * @param after how many of the group's documents are there when it is asked
 * @param at when it is asked, on the time line of what is remembered; null if that has none
 */
public record Asked(
        String text,
        String category,
        List<String> evidence,
        List<String> superseded,
        int after,
        @Nullable Instant at) {
    /** Copies the lists. */
    public Asked {
        evidence = List.copyOf(evidence);
        superseded = List.copyOf(superseded);
    }

    /** Returns a question without superseded documents or a time. */
    public static Asked of(String text, String category, List<String> evidence, int after) {
        return new Asked(text, category, evidence, List.of(), after, null);
    }
}
