package dev.memcore.retrieval.query;

import static java.util.Objects.requireNonNull;

/**
 * A number in a text and what it counts.
 *
 * @param start its first character in the text
 * @param end the character after its last, the unit included
 * @param value the number
 * @param unit the word after it in lower case ("dogs"), a sign ("%", "$"), or empty
 */
public record Quantity(int start, int end, double value, String unit) {
    public Quantity {
        requireNonNull(unit, "unit");
    }
}
