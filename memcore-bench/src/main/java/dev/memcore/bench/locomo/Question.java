package dev.memcore.bench.locomo;

import java.util.List;

/**
 * A question whose evidence is known.
 *
 * @param text the question
 * @param category its category's name
 * @param evidence the ids of the turns that answer it, as the file gives them: some are malformed, and count as such
 * @param answer the expected answer, or empty
 */
public record Question(String text, String category, List<String> evidence, String answer) {
    /** Copies the list. */
    public Question {
        evidence = List.copyOf(evidence);
    }
}
