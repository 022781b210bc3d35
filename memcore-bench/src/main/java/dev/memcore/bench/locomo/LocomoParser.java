package dev.memcore.bench.locomo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in LoCoMo's structure. Optional parts may be missing, and unknown parts are ignored, so sets with other
 * keys for sessions or other dates can also be read.
 */
final class LocomoParser {
    /**
     * The categories by number: 1 to 5 are LoCoMo's, which many descriptions mislabel; 11 to 20 are BEAM's abilities; 21 to 24 are
     * LifeBench's.
     */
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("1", "multi-hop"),
            Map.entry("2", "temporal"),
            Map.entry("3", "open-domain"),
            Map.entry("4", "single-hop"),
            Map.entry("5", "adversarial"),
            Map.entry("11", "abstention"),
            Map.entry("12", "contradiction resolution"),
            Map.entry("13", "event ordering"),
            Map.entry("14", "information extraction"),
            Map.entry("15", "instruction following"),
            Map.entry("16", "knowledge update"),
            Map.entry("17", "multi-session reasoning"),
            Map.entry("18", "preference following"),
            Map.entry("19", "summarization"),
            Map.entry("20", "temporal reasoning"),
            Map.entry("21", "extraction"),
            Map.entry("22", "multi-hop"),
            Map.entry("23", "temporal and updates"),
            Map.entry("24", "non-declarative"));

    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");

    private LocomoParser() {}

    static List<Conversation> parse(JsonNode root) {
        List<Conversation> conversations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : samples(root)) {
            String id = text(node, "sample_id", "id");
            id = id.isEmpty() ? "conversation-" + (conversations.size() + 1) : id;
            while (!ids.add(id)) {
                id += "'";
            }
            Map<String, List<String>> notes = LocomoNotes.parse(node.path("observation"));
            conversations.add(
                    new Conversation(id, sessions(node.path("conversation"), notes), questions(node.path("qa"))));
        }
        return conversations;
    }

    /** A list of conversations, one alone, or an object that holds them under some key. */
    private static List<JsonNode> samples(JsonNode root) {
        List<JsonNode> samples = new ArrayList<>();
        if (root.has("conversation")) {
            samples.add(root);
            return samples;
        }
        for (JsonNode child : root) {
            if (child.has("conversation")) {
                samples.add(child);
            } else if (child.isArray()) {
                child.forEach(node -> {
                    if (node.has("conversation")) {
                        samples.add(node);
                    }
                });
            }
        }
        return samples;
    }

    private static List<Session> sessions(JsonNode conversation, Map<String, List<String>> notes) {
        List<Session> sessions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : conversation.properties()) {
            if (isSession(entry.getValue())) {
                String name = entry.getKey();
                String date = date(conversation, name);
                sessions.add(new Session(
                        name,
                        date,
                        date == null ? null : SessionDate.parse(date).orElse(null),
                        turns(name, entry, notes)));
            }
        }
        if (sessions.stream().allMatch(session -> number(session.id()) >= 0)) {
            sessions.sort(Comparator.comparingLong(session -> number(session.id())));
        }
        return sessions;
    }

    private static boolean isSession(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.get(0).isObject();
    }

    /** The text under the session's name with "date" or "time" in the rest of the key. */
    private static @Nullable String date(JsonNode conversation, String session) {
        for (Map.Entry<String, JsonNode> entry : conversation.properties()) {
            String key = entry.getKey();
            if (key.startsWith(session + "_") && entry.getValue().isValueNode()) {
                String rest = key.substring(session.length()).toLowerCase(Locale.ROOT);
                if (rest.contains("date") || rest.contains("time")) {
                    return entry.getValue().asText();
                }
            }
        }
        return null;
    }

    private static List<Turn> turns(
            String session, Map.Entry<String, JsonNode> entry, Map<String, List<String>> notes) {
        List<Turn> turns = new ArrayList<>();
        int position = 0;
        for (JsonNode node : entry.getValue()) {
            position++;
            String text = text(node, "text", "content", "clean_text");
            String caption = text(node, "blip_caption", "caption");
            String shown = (text + (caption.isEmpty() ? "" : " [" + caption + "]")).strip();
            if (!shown.isEmpty()) {
                String id = text(node, "dia_id", "id", "turn_id");
                String speaker = text(node, "speaker", "name", "role");
                id = id.isEmpty() ? "D" + Math.max(0, number(session)) + ":" + position : id;
                turns.add(new Turn(id, speaker.isEmpty() ? null : speaker, shown, notes.getOrDefault(id, List.of())));
            }
        }
        return turns;
    }

    private static List<Question> questions(JsonNode qa) {
        List<Question> questions = new ArrayList<>();
        for (JsonNode node : qa) {
            String text = text(node, "question");
            if (!text.isEmpty()) {
                String answer = text(node, "answer", "adversarial_answer");
                List<String> evidence = new ArrayList<>();
                collect(node.path("evidence"), evidence);
                questions.add(new Question(text, category(node), evidence, answer));
            }
        }
        return questions;
    }

    private static String category(JsonNode question) {
        String category = text(question, "category");
        if (category.isEmpty()) {
            return "uncategorised";
        }
        boolean number = category.chars().allMatch(Character::isDigit);
        return CATEGORIES.getOrDefault(category, number ? "category " + category : category);
    }

    private static void collect(JsonNode evidence, List<String> ids) {
        if (evidence.isArray()) {
            evidence.forEach(part -> collect(part, ids));
        } else if (evidence.isValueNode() && !evidence.isNull()) {
            ids.add(evidence.asText());
        }
    }

    /** The first text under one of the keys, stripped; empty if there is none. */
    private static String text(JsonNode node, String... keys) {
        for (String key : keys) {
            JsonNode value = node.path(key);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return value.asText().strip();
            }
        }
        return "";
    }

    private static long number(String name) {
        Matcher matcher = LAST_NUMBER.matcher(name);
        return matcher.find() && matcher.group(1).length() < 18 ? Long.parseLong(matcher.group(1)) : -1;
    }
}
