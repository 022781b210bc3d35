package dev.memcore.bench.memorycode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.memorycode.Dialogue.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three MemoryCode dialogues that ship with the bench (for-ai/MemoryCode, Apache-2.0, licence beside them): "From Tools
 * to Teammates: Evaluating LLMs in Multi-Session Coding Interactions", 2025.
 */
public final class Dialogues {
    private static final List<String> FILES = List.of("dialogue_217.json", "dialogue_229.json", "dialogue_247.json");
    private static final Pattern SPOKEN =
            Pattern.compile("^(\\p{L}[\\p{L}\\p{M}'\u2019 -]{0,40}):\\s*(.+)$", Pattern.DOTALL);

    private Dialogues() {}

    /** All dialogues that ship. */
    public static List<Dialogue> shipped() {
        return FILES.stream().map(Dialogues::load).toList();
    }

    /** The files of all dialogues that ship. */
    public static List<JsonNode> shippedFiles() {
        return FILES.stream().map(Dialogues::root).toList();
    }

    private static Dialogue load(String file) {
        JsonNode root = root(file);
        JsonNode context = root.path("context");
        List<List<Line>> sessions = new ArrayList<>();
        for (JsonNode session : root.path("sessions")) {
            sessions.add(lines(session.path("text").asText()));
        }
        return new Dialogue(
                file,
                context.path("mentor").asText(),
                context.path("mentee").asText(),
                context.path("company").asText(),
                sessions);
    }

    private static JsonNode root(String file) {
        try (InputStream in = Objects.requireNonNull(Dialogues.class.getResourceAsStream(file), file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Parses paragraphs of the form "Name: words"; a paragraph without a name continues the one before. */
    public static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        for (String paragraph : text.split("\\n+")) {
            Matcher spoken = SPOKEN.matcher(paragraph.strip());
            if (spoken.matches()) {
                lines.add(new Line(
                        spoken.group(1).strip(), unquoted(spoken.group(2).strip())));
            } else if (!paragraph.isBlank() && !lines.isEmpty()) {
                Line last = lines.removeLast();
                lines.add(new Line(last.speaker(), last.text() + " " + paragraph.strip()));
            }
        }
        return lines;
    }

    private static String unquoted(String words) {
        return words.length() > 2 && words.startsWith("\"") && words.endsWith("\"")
                ? words.substring(1, words.length() - 1)
                : words;
    }
}
