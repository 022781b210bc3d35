package dev.memcore.bench.conflicts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A subject about which statements are generated. The format of the files is described in the first lines of {@code
 * contradictions.txt}.
 *
 * @param kind what the statements differ in: number, name, negation, state, date, place, or why they do not contradict
 * @param name the name of the subject, unique among those of one kind
 * @param contradicts whether statements of this topic contradict each other
 * @param heldOut whether the topic belongs to the half whose errors are never printed
 * @param question asks for the subject
 * @param slots the values of each slot; of each value, its spellings
 * @param first the statements of one side
 * @param second the statements of the other side; empty: both are statements of the first side
 */
record Topic(
        String kind,
        String name,
        boolean contradicts,
        boolean heldOut,
        String question,
        Map<String, List<List<String>>> slots,
        List<String> first,
        List<String> second) {
    /** The slot whose values contradict each other. */
    static final String VALUE = "v";

    /** Copies the collections. */
    Topic {
        slots = Map.copyOf(slots);
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /** The topics of contradictions, and those of statements that only look alike. */
    static List<Topic> all() {
        List<Topic> all = new ArrayList<>(read("contradictions.txt", true));
        all.addAll(read("lookalikes.txt", false));
        return all;
    }

    private static List<Topic> read(String file, boolean contradicts) {
        List<Topic> topics = new ArrayList<>();
        Map<String, Integer> ofKind = new HashMap<>();
        for (String block : text(file).split("\\n\\s*\\n")) {
            List<String> lines =
                    Arrays.stream(block.split("\\n")).map(String::strip).toList();
            String[] title = lines.getFirst().split(" ");
            if (title.length == 3 && !lines.getLast().startsWith("#")) {
                int number = ofKind.merge(title[1], 1, Integer::sum);
                topics.add(topic(title[1], title[2], contradicts, number % 2 == 0, lines.subList(1, lines.size())));
            }
        }
        return topics;
    }

    private static Topic topic(String kind, String name, boolean contradicts, boolean heldOut, List<String> lines) {
        String question = "";
        Map<String, List<List<String>>> slots = new LinkedHashMap<>();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (String line : lines) {
            String rest = line.substring(2).strip();
            switch (line.substring(0, 2)) {
                case "? " -> question = rest;
                case "+ " -> first.add(rest);
                case "- " -> second.add(rest);
                default -> slots.put(line.substring(0, 1), values(rest));
            }
        }
        return new Topic(kind, name, contradicts, heldOut, question, slots, first, second);
    }

    private static List<List<String>> values(String line) {
        return Arrays.stream(line.split(" \\| "))
                .map(value -> List.of(value.strip().split("; ")))
                .toList();
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(Topic.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
