package dev.memcore.bench.distraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.embed.DiversityCap;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import java.io.IOException;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Task T20: questions of MuSiQue about documents, whose passages are single memories, among the passages of a number of
 * other documents.
 */
final class DistractionTrial {
    static final List<Integer> DISTRACTORS = List.of(1, 4, 16, 64, 256);
    private static final int TOP = 5;
    private static final int PASSAGE = 250;
    private static final String DISTRACTOR = "distractor";
    private static final String QUESTION = "question";

    private final List<Observation> passages = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final List<Integer> documents = new ArrayList<>();

    /**
     * Reads the documents and the first questions.
     *
     * @param most the maximum number of questions
     */
    DistractionTrial(Path data, int most, long seed) {
        Set<String> gold = new HashSet<>();
        try {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode asked = mapper.readTree(data.resolve("musique-dev.json").toFile());
            for (int i = 0; i < Math.min(most, asked.size()); i++) {
                questions.add(asked.get(i).path("question").asText());
                int count = 0;
                for (JsonNode paragraph : asked.get(i).path("paragraphs")) {
                    if (paragraph.path("is_supporting").asBoolean()) {
                        gold.add(paragraph.path("title").asText());
                        add(paragraph, i + ":" + count++, QUESTION, i);
                    }
                }
                documents.add(count);
            }
            List<JsonNode> others = new ArrayList<>();
            mapper.readTree(data.resolve("musique-dev-corpus.json").toFile()).forEach(others::add);
            others.removeIf(paragraph -> gold.contains(paragraph.path("title").asText()));
            Collections.shuffle(others, new Random(seed));
            for (int i = 0; i < Math.min(others.size(), DISTRACTORS.getLast()); i++) {
                add(others.get(i), "distractor " + i, DISTRACTOR, i);
            }
        } catch (IOException e) {
            throw new BadInput("cannot read musique-dev.json and musique-dev-corpus.json in " + data, e);
        }
    }

    /** Adds the passages of a document: whole sentences of about {@value #PASSAGE} characters, with its title. */
    private void add(JsonNode paragraph, String document, String attribute, int number) {
        String text = paragraph
                .path(paragraph.has("text") ? "text" : "paragraph_text")
                .asText();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        int from = 0;
        for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
            if (to - from >= PASSAGE || to == text.length()) {
                passages.add(Observation.builder(paragraph.path("title").asText() + ": " + text.substring(from, to))
                        .session(document)
                        .attribute(attribute, number)
                        .build());
                from = to;
            }
        }
    }

    int questions() {
        return questions.size();
    }

    /** Returns the texts of all passages: the sample of the embedders. */
    List<String> sample() {
        return passages.stream().map(Observation::text).toList();
    }

    /**
     * Returns the recall by the number of distractors: the mean share of the documents of a question that have a passage
     * among the best five.
     *
     * @param cap the maximum number of passages of one document, or null
     */
    Map<Integer, Double> recall(Embedder embedder, Fuser fuser, @Nullable DiversityCap cap, Path directory) {
        MemcoreBuilder builder =
                Memcore.builder().directory(directory).embedder(embedder).fuser(fuser);
        if (cap != null) {
            builder.reranker(cap);
        }
        Map<Integer, Double> recall = new LinkedHashMap<>();
        try (MemoryManager manager = builder.build()) {
            MemorySpace space = manager.space(Scope.of("eval", "distraction"));
            space.rememberAll(passages);
            manager.awaitIndexed();
            for (int distractors : DISTRACTORS) {
                double sum = 0;
                for (int i = 0; i < questions.size(); i++) {
                    sum += recall(space, i, distractors);
                }
                recall.put(distractors, sum / questions.size());
            }
        }
        return recall;
    }

    private double recall(MemorySpace space, int question, int distractors) {
        MemoryFilter filter = MemoryFilter.builder()
                .where(Condition.or(
                        Condition.attribute(QUESTION).is(question),
                        Condition.attribute(DISTRACTOR).lessThan(distractors)))
                .build();
        long found =
                space
                        .recall(MemoryQuery.of(questions.get(question))
                                .withFilter(filter)
                                .withLimit(TOP))
                        .memories()
                        .stream()
                        .filter(memory -> memory.observation().attributes().containsKey(QUESTION))
                        .map(Memory::session)
                        .distinct()
                        .count();
        return (double) found / documents.get(question);
    }
}
