package dev.memcore.bench.eval.set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Observation;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.SetFiles;
import dev.memcore.cli.console.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proactive interference (Wang and Sun, Unable to Forget, 2025): keys whose values are updated again and again; only the
 * last value of each is true. Two users get the same updates in the same order, one of each key in turn: for "keyed" an
 * update is a fact with its key as an attribute, for "plain" it is a text like any other. After some numbers of updates
 * both are asked for the current value of every key; right is an answer whose first memory is the last update.
 *
 * <p>The set's figure is that of the keyed updates at the largest number.
 */
public final class PiSet implements EvaluationSet {
    /** The numbers of updates of each key after which questions are asked. */
    static final List<Integer> COUNTS = List.of(1, 2, 5, 10, 25, 50, 100, 200, 400);

    private static final String KEYED = "keyed";
    private static final String PLAIN = "plain";
    private static final int DEPTH = 10;

    private final List<Integer> asked;
    private final About about;

    private PiSet(SetFiles files, Map<String, List<String>> values) {
        int updates = values.values().stream().mapToInt(List::size).min().orElse(0);
        this.asked = COUNTS.stream().filter(count -> count <= updates).toList();
        if (asked.isEmpty()) {
            throw new BadInput(files.names() + " has no key with values: expected an object of lists of texts");
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("keys", values.size());
        counts.put("updates", asked.getLast());
        this.about = new About(
                "pi",
                "Proactive interference: is the first memory the last update of a key?",
                files,
                counts,
                List.of(group(KEYED, values, asked), group(PLAIN, values, asked)),
                List.of(Metric.accuracy(1)),
                DEPTH);
    }

    /** Reads the JSON file of a directory that is an object of lists of texts. */
    public static PiSet read(Path place) {
        List<Json.Chosen> json = Json.readAll(SetFiles.find(
                place, List.of("pi-llm", "pi"), name -> name.endsWith(".json"), "the word lists (words-46x400.json)"));
        Json.Chosen chosen = Json.choose(
                json,
                root -> root.isObject()
                        && !root.isEmpty()
                        && root.iterator().next().isArray());
        if (chosen == null) {
            throw new BadInput("no word lists in " + place + ": expected a JSON object of lists of texts");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : chosen.root().properties()) {
            List<String> list = new ArrayList<>();
            entry.getValue().forEach(value -> list.add(value.asText()));
            values.put(entry.getKey(), list);
        }
        return new PiSet(SetFiles.of(List.of(chosen.file())), values);
    }

    private static Group group(String user, Map<String, List<String>> values, List<Integer> asked) {
        List<Document> documents = new ArrayList<>();
        List<Asked> questions = new ArrayList<>();
        for (int round = 0; round < asked.getLast(); round++) {
            for (Map.Entry<String, List<String>> entry : values.entrySet()) {
                documents.add(update(user, entry.getKey(), entry.getValue().get(round)));
            }
            int count = round + 1;
            if (asked.contains(count)) {
                values.forEach(
                        (key, list) -> questions.add(question(user, key, list.subList(0, count), documents.size())));
            }
        }
        return new Group(user, documents, questions);
    }

    private static Asked question(String user, String key, List<String> values, int after) {
        String current = values.getLast();
        return new Asked(
                "What is the current " + key + "?",
                category(user, values.size()),
                List.of(text(key, current)),
                values.stream()
                        .filter(value -> !value.equals(current))
                        .distinct()
                        .map(value -> text(key, value))
                        .toList(),
                after,
                null);
    }

    private static Document update(String user, String key, String value) {
        Observation.Builder observation = Observation.builder(text(key, value));
        if (user.equals(KEYED)) {
            observation.kind(Kind.FACT).attribute("key", key);
        }
        return new Document(text(key, value), text(key, value), null, observation.build(), List.of());
    }

    private static String text(String key, String value) {
        return key + ": " + value;
    }

    private static String category(String user, int count) {
        return user + ", " + count + (count == 1 ? " update" : " updates");
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public boolean counts(Asked question) {
        return question.category().equals(category(KEYED, asked.getLast()));
    }

    /**
     * Identifies a memory by its text: a memory that states the last value is correct, whatever happened to earlier
     * updates.
     */
    @Override
    public String idOf(Memory memory) {
        return memory.text();
    }

    @Override
    public Map<String, Object> more(Evaluation evaluation, Outcomes answers, MemoryManager store) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("byCount", byCount(answers, KEYED));
        Map<String, Object> plain = new LinkedHashMap<>();
        List<Map<String, Object>> counts = byCount(answers, PLAIN);
        plain.put("accuracy", counts.getLast().get("accuracy"));
        plain.put("byCount", counts);
        more.put(PLAIN, plain);
        return more;
    }

    private List<Map<String, Object>> byCount(Outcomes answers, String user) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int count : asked) {
            Outcomes some = answers.only(question -> question.category().equals(category(user, count)));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("updates", count);
            figures.put("n", some.size());
            figures.put("accuracy", some.means().get("accuracy"));
            figures.put("medianMillis", some.millis(0.5));
            list.add(figures);
        }
        return list;
    }
}
