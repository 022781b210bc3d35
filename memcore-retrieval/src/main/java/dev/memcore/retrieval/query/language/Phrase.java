package dev.memcore.retrieval.query.language;

import java.util.Map;

/**
 * What a table says of a run of units.
 *
 * @param kind the kind of phrase, as the line of the table names it: {@code time}, {@code ago}, {@code where}
 * @param slots the values that the phrase has, by the name of the slot: {@code unit} is {@code week}
 * @param start the first unit
 * @param next the unit after the last one
 */
public record Phrase(String kind, Map<String, String> slots, int start, int next) {
    public Phrase {
        slots = Map.copyOf(slots);
    }
}
