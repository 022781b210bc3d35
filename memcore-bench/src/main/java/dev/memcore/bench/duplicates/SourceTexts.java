package dev.memcore.bench.duplicates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.locomo.Turn;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The real texts of the labelled set, by source. */
public final class SourceTexts {
    private SourceTexts() {}

    /**
     * Returns the bundled dialogues, and the texts of {@code strategyqa-memory} and {@code locomo} if a directory has
     * them.
     *
     * @param data the directory; null: only the bundled dialogues
     */
    public static Map<String, List<String>> in(@Nullable Path data) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("memorycode", shipped());
        if (data != null) {
            Path facts = data.resolve("strategyqa-memory/strategyqa_dev.json");
            if (Files.isRegularFile(facts)) {
                texts.put("strategyqa", facts(facts));
            }
            Path locomo = data.resolve("locomo");
            if (Files.isDirectory(locomo)) {
                texts.put("locomo", turns(LocomoSet.find(locomo)));
            }
        }
        return texts;
    }

    private static List<String> shipped() {
        return Dialogues.shipped().stream()
                .flatMap(dialogue -> dialogue.sessions().stream())
                .flatMap(List::stream)
                .map(Dialogue.Line::text)
                .toList();
    }

    private static List<String> turns(LocomoSet set) {
        return set.conversations().stream()
                .flatMap(conversation -> conversation.turns().stream())
                .map(Turn::text)
                .toList();
    }

    private static List<String> facts(Path file) {
        List<String> facts = new ArrayList<>();
        try {
            for (JsonNode question : new ObjectMapper().readTree(file.toFile())) {
                question.path("facts").forEach(fact -> facts.add(fact.asText()));
            }
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e, e);
        }
        return facts;
    }
}
