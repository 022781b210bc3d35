package dev.memcore.bench.conflicts;

import org.jspecify.annotations.Nullable;

/**
 * Two generated statements.
 *
 * @param kind the kind of the {@link Topic}; "same" and "other" for a value in other words and for another person
 * @param contradicts whether they contradict each other
 * @param heldOut whether the topic belongs to the half whose errors are never printed
 * @param question asks for what they are about
 * @param one the earlier statement
 * @param other the later statement
 */
record StatementPair(
        String kind, boolean contradicts, boolean heldOut, String question, Statement one, Statement other) {
    /**
     * A statement.
     *
     * @param text its text
     * @param speaker who says it, or null
     */
    record Statement(String text, @Nullable String speaker) {}
}
