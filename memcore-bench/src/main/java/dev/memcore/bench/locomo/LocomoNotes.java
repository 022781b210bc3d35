package dev.memcore.bench.locomo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the "observations" of LoCoMo: statements about a speaker with their source turns, by session and speaker, such
 * as {@code {"session_1_observation": {"Ann": [["Ann plays the cello.", "D1:3"]]}}}. Other forms are ignored.
 */
final class LocomoNotes {
    private static final Pattern TURN = Pattern.compile("D\\d+:\\d+");

    private LocomoNotes() {}

    /** The statements by the id of the turn. */
    static Map<String, List<String>> parse(JsonNode observation) {
        Map<String, List<String>> notes = new HashMap<>();
        for (JsonNode session : observation) {
            for (JsonNode speaker : session) {
                speaker.forEach(statement -> add(statement, notes));
            }
        }
        return notes;
    }

    private static void add(JsonNode statement, Map<String, List<String>> notes) {
        String text = statement.path(0).asText().strip();
        Matcher turns = TURN.matcher(statement.path(1).toString());
        while (!text.isEmpty() && turns.find()) {
            notes.computeIfAbsent(turns.group(), id -> new ArrayList<>()).add(text);
        }
    }
}
