package dev.memcore.bench.eval.set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Metric;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.SetFiles;
import dev.memcore.cli.console.BadInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MuSiQue (Trivedi et al., TACL 2022) as a retrieval task, in the form of HippoRAG's repository: all passages are memories
 * of one user, a question is asked of all of them, and the passages that support its answer should come first. A category is
 * a number of hops.
 *
 * <p>With facts, the triples that were extracted beforehand from the passages are remembered, too, each as made from its
 * passage. They are never returned themselves: passages are asked for. With keys, the names and triples of a passage are its search
 * keys instead.
 */
public final class MusiqueSet implements EvaluationSet {
    private static final Kind PASSAGE = Kind.of("passage");
    private static final String USER = "reader";
    private static final Pattern HOPS = Pattern.compile("^(\\d)hop");
    private static final int DEPTH = 25;
    private static final String MUSIQUE = "musique";

    private final About about;

    private MusiqueSet(
            String name,
            SetFiles files,
            List<JsonNode> questions,
            List<JsonNode> passages,
            @Nullable JsonNode facts,
            @Nullable JsonNode keys) {
        Map<String, SearchKeys> extractedKeys = keys == null ? Map.of() : keys(keys);
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        List<Document> documents = new ArrayList<>();
        for (JsonNode passage : passages) {
            String text = text(passage, "text");
            if (!ids.containsKey(text)) {
                ids.put(text, "p" + ids.size());
                documents.add(Document.of(
                        ids.get(text),
                        Observation.builder(text)
                                .kind(PASSAGE)
                                .searchKeys(extractedKeys.getOrDefault(text, SearchKeys.NONE))));
            }
        }
        counts.put("passages", documents.size());
        if (facts != null) {
            List<Document> extracted = facts(facts, ids);
            counts.put("facts", extracted.size());
            documents.addAll(extracted);
        }
        List<Asked> asked = questions.stream()
                .map(question -> asked(question, ids, documents.size()))
                .toList();
        this.about = new About(
                name,
                (name.equals(MUSIQUE) ? "MuSiQue" : name) + ": are the supporting passages among the first k of all?"
                        + (facts == null ? "" : " With extracted facts.")
                        + (keys == null ? "" : " With extracted names and triples as search keys."),
                files,
                counts,
                List.of(new Group(USER, documents, asked)),
                Metric.recalls(1, 2, 5, 10, DEPTH),
                DEPTH);
    }

    /** The set of a directory without search keys. */
    public static MusiqueSet read(Path place, boolean withFacts) {
        return read(place, withFacts, false);
    }

    /** Reads a set of another name in the same layout, such as questions of one passage each in another language. */
    public static MusiqueSet passages(String name, Path place) {
        return read(name, place, false, false);
    }

    /**
     * Reads the JSON files of a directory, and tells by what they hold which is which: questions with paragraphs, passages
     * with title and text, passages with extracted triples. Of several of a kind, one with "dev" in its name is preferred,
     * else the first. Without a file of passages, the passages are the questions' paragraphs.
     */
    public static MusiqueSet read(Path place, boolean withFacts, boolean withKeys) {
        return read(MUSIQUE, place, withFacts, withKeys);
    }

    private static MusiqueSet read(String name, Path place, boolean withFacts, boolean withKeys) {
        List<Json.Chosen> json = Json.readAll(SetFiles.find(
                place, List.of(MUSIQUE), file -> file.endsWith(".json"), "MuSiQue's JSON files (musique-dev.json)"));
        Json.Chosen questions = Json.choose(json, root -> Json.first(root).has("paragraphs"));
        Json.Chosen passages = Json.choose(json, root -> {
            JsonNode first = Json.first(root);
            return first.has("title") && first.has("text");
        });
        Json.Chosen facts = withFacts || withKeys ? Json.choose(json, root -> root.has("docs")) : null;
        if (questions == null) {
            throw new BadInput("no MuSiQue questions in " + place + ": expected a list of objects with \"paragraphs\"");
        }
        if ((withFacts || withKeys) && facts == null) {
            throw new BadInput((withFacts ? "--facts" : "--keys") + ": no extracted triples in " + place
                    + ": expected an object with \"docs\"");
        }
        List<Path> read = new ArrayList<>(List.of(questions.file()));
        List<JsonNode> texts = new ArrayList<>();
        if (passages == null) {
            questions.root().forEach(question -> question.path("paragraphs").forEach(texts::add));
        } else {
            read.add(passages.file());
            passages.root().forEach(texts::add);
        }
        if (facts != null) {
            read.add(facts.file());
        }
        List<JsonNode> list = new ArrayList<>();
        questions.root().forEach(list::add);
        JsonNode docs = facts == null ? null : facts.root().path("docs");
        return new MusiqueSet(name, SetFiles.of(read), list, texts, withFacts ? docs : null, withKeys ? docs : null);
    }

    /** Title and text, a line each; a question's paragraph has its text under another name. */
    private static String text(JsonNode passage, String key) {
        String text = passage.path(passage.has(key) ? key : "paragraph_text").asText();
        return passage.path("title").asText() + "\n" + text;
    }

    /** The names and the triples of each passage, by its text. */
    private static Map<String, SearchKeys> keys(JsonNode docs) {
        Map<String, SearchKeys> keys = new HashMap<>();
        for (JsonNode doc : docs) {
            List<String> names = new ArrayList<>();
            doc.path("extracted_entities").forEach(name -> names.add(name.asText()));
            List<String> triples = new ArrayList<>();
            doc.path("extracted_triples").forEach(triple -> {
                if (isTriple(triple)) {
                    triples.add(triple.get(0).asText() + " " + triple.get(1).asText() + " "
                            + triple.get(2).asText());
                }
            });
            names.removeIf(String::isBlank);
            keys.put(
                    doc.path("passage").asText(),
                    new SearchKeys(Map.of(SearchKeys.ENTITIES, most(names), SearchKeys.SUMMARY, most(triples))));
        }
        return keys;
    }

    private static List<String> most(List<String> texts) {
        return texts.stream().distinct().limit(SearchKeys.MAX_TEXTS).toList();
    }

    private static List<Document> facts(JsonNode docs, Map<String, String> ids) {
        List<Document> facts = new ArrayList<>();
        for (JsonNode doc : docs) {
            String passage = ids.get(doc.path("passage").asText());
            for (JsonNode triple : doc.path("extracted_triples")) {
                if (passage != null && isTriple(triple)) {
                    facts.add(fact("f" + facts.size(), passage, triple));
                }
            }
        }
        return facts;
    }

    /** Extraction leaves some lists of other lengths, and empty parts. */
    private static boolean isTriple(JsonNode triple) {
        return triple.size() == 3
                && !triple.get(0).asText().isBlank()
                && !triple.get(1).asText().isBlank()
                && !triple.get(2).asText().isBlank();
    }

    private static Document fact(String id, String passage, JsonNode triple) {
        String subject = triple.get(0).asText();
        String relation = triple.get(1).asText();
        String object = triple.get(2).asText();
        Observation observation = Observation.builder(subject + " " + relation + " " + object)
                .kind(Kind.FACT)
                .attribute("subject", subject)
                .attribute("relation", relation)
                .attribute("object", object)
                .build();
        return new Document(id, observation.text(), null, observation, List.of(passage));
    }

    private static Asked asked(JsonNode question, Map<String, String> ids, int after) {
        List<String> evidence = new ArrayList<>();
        for (JsonNode paragraph : question.path("paragraphs")) {
            if (paragraph.path("is_supporting").asBoolean()) {
                evidence.add(ids.getOrDefault(text(paragraph, "paragraph_text"), "not in the corpus"));
            }
        }
        Matcher hops = HOPS.matcher(question.path("id").asText());
        String category = hops.find() ? hops.group(1) + " hops" : "unknown hops";
        return Asked.of(question.path("question").asText(), category, evidence, after);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public MemoryFilter filter() {
        return MemoryFilter.builder().kind(PASSAGE).build();
    }
}
