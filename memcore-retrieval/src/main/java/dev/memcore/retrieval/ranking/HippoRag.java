package dev.memcore.retrieval.ranking;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.query.Entities;
import dev.memcore.retrieval.ranking.CitedFacts.Fact;
import dev.memcore.retrieval.ranking.CitedFacts.Found;
import dev.memcore.retrieval.ranking.EntityGraph.Statement;
import dev.memcore.retrieval.source.AnalyzedQuery;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Projector;
import dev.memcore.retrieval.storage.VectorSpace;
import dev.memcore.retrieval.text.ByteVectors;
import dev.memcore.retrieval.visibility.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The retrieval of HippoRAG 2 (Gutiérrez et al., "From RAG to Memory", ICML 2025) over the candidates, with the
 * constants of its code.
 *
 * <ul>
 *   <li><b>Graph.</b> An edge of weight 1 joins a text and each entity of its facts. The weight of an edge between two
 *       entities is the number of facts that relate them; between two synonyms, whose names have a cosine of .8 or more,
 *       it is the cosine.
 *   <li><b>Selection.</b> The five facts nearest to the question are selected. Those that share neither a word nor a
 *       name with the question are removed, in place of the language model that does this in HippoRAG 2. If none is
 *       left, there is no walk, and the ranking is that of the vectors.
 *   <li><b>Walk.</b> It starts at the five best entities of the selected facts and, with .05 of its score, at each text,
 *       and restarts with probability .5. Texts are ranked by their probability.
 * </ul>
 *
 * <p>Differences: synonyms are found for the entities of selected facts only, and only if the embedder is quick. If the
 * store has no facts with sources, a text stands for one fact about the names in it, which are related to each other.
 */
final class HippoRag {
    private static final int SELECTED = 5;
    private static final double OWN = 0.05;
    private static final double SYNONYM = 0.8;

    /** A name with fewer letters and digits has no synonyms, as in the code of HippoRAG 2. */
    private static final int SHORTEST = 3;

    /** The maximum number of synonyms of an entity. */
    private static final int SYNONYMS = 100;

    /** The maximum number of names of a text that are related to each other: the first. */
    private static final int RELATED = 24;

    private final Visible visible;
    private final AnalyzedQuery query;
    private final FirstPass first;
    private final double[] scores;
    private final EntityGraph graph;
    private final Set<MemoryId> edges = new HashSet<>();

    HippoRag(Visible visible, AnalyzedQuery query, FirstPass first) {
        this.visible = visible;
        this.query = query;
        this.first = first;
        this.scores = EntityGraph.stretched(first.scores());
        this.graph = new EntityGraph(scores.length);
    }

    /**
     * Returns the probability of each candidate, or null if nothing was selected. Facts are edges of the graph, so as
     * candidates they have the probability 0.
     *
     * @param facts the facts of the store, or null if it has none
     */
    double @Nullable [] values(@Nullable CitedFacts facts) throws IOException {
        List<Statement> selected = facts == null ? texts() : triples(facts);
        Map<Long, Double> starts = graph.starts(selected);
        if (starts.isEmpty()) {
            return null;
        }
        double[] own = new double[scores.length];
        for (int text = 0; text < own.length; text++) {
            own[text] = edges.contains(first.features()[text].id()) ? 0 : OWN * scores[text];
        }
        return graph.walk(PersonalizedPageRank.OF_HIPPORAG, own, starts);
    }

    private List<Statement> triples(CitedFacts cited) throws IOException {
        int[] all = IntStream.range(0, scores.length).toArray();
        Found found = cited.about(first.features(), all);
        List<Fact> best = new ArrayList<>(found.facts());
        for (Fact fact : best) {
            edges.add(fact.id());
            fact.texts().forEach(text -> fact.entities().forEach(entity -> graph.mention(text, entity, 1)));
            graph.relate(fact.entities().getFirst(), fact.entities().getLast(), 1);
        }
        best.sort(Comparator.comparingDouble(Fact::fit).reversed());
        List<Statement> selected = new ArrayList<>();
        List<Memory> memories = new ArrayList<>();
        for (Fact fact : best.subList(0, Math.min(SELECTED, best.size()))) {
            Memory memory = cited.memory(found, fact);
            if (concerns(memory.text(), fact.entities())) {
                selected.add(new Statement(fact.fit(), fact.entities()));
                memories.add(memory);
            }
        }
        addSynonyms(memories, cited, found);
        return selected;
    }

    private List<Statement> texts() throws IOException {
        for (int text = 0; text < scores.length; text++) {
            List<Long> names = first.features()[text].entities();
            for (long name : names) {
                graph.mention(text, name, 1);
            }
            int related = Math.min(RELATED, names.size());
            for (int i = 0; i < related; i++) {
                for (int j = i + 1; j < related; j++) {
                    graph.relate(names.get(i), names.get(j), 1);
                }
            }
        }
        List<Statement> selected = new ArrayList<>();
        for (int text : first.best(SELECTED)) {
            List<Long> names = first.features()[text].entities();
            if (concerns(visible.memory(first.candidates(), text).text(), names)) {
                selected.add(new Statement(scores[text], names));
            }
        }
        return selected;
    }

    /** Returns whether a text shares a word or a name with the question. */
    private boolean concerns(String text, List<Long> entities) {
        Set<String> words = query.analysis().bag(text).frequencies().keySet();
        return !Collections.disjoint(words, query.terms().frequencies().keySet())
                || !Collections.disjoint(entities, query.entities());
    }

    /** Adds edges between the entities of the selected facts and those with a similar name. */
    private void addSynonyms(List<Memory> selected, CitedFacts cited, Found found) throws IOException {
        VectorSpace space = visible.space();
        if (!space.quick() || selected.isEmpty()) {
            return;
        }
        Map<Long, String> names = new LinkedHashMap<>();
        for (Fact fact : found.facts()) {
            CitedFacts.entities(cited.memory(found, fact))
                    .forEach(name -> names.putIfAbsent(CandidateFeatures.hash(Entities.key(name)), name));
        }
        names.values()
                .removeIf(name ->
                        name.codePoints().filter(Character::isLetterOrDigit).count() < SHORTEST);
        Map<Long, byte[]> vectors = new LinkedHashMap<>();
        names.forEach((entity, name) -> {
            byte[] vector = Projector.query(space, name);
            if (vector != null) {
                vectors.put(entity, vector);
            }
        });
        selected.stream()
                .flatMap(fact -> CitedFacts.entities(fact).stream())
                .map(name -> CandidateFeatures.hash(Entities.key(name)))
                .distinct()
                .filter(vectors::containsKey)
                .forEach(entity -> addSynonyms(entity, vectors));
    }

    private void addSynonyms(long entity, Map<Long, byte[]> vectors) {
        byte[] own = vectors.getOrDefault(entity, new byte[0]);
        double norm = ByteVectors.norm(own);
        vectors.entrySet().stream()
                .filter(other -> other.getKey() != entity)
                .map(other -> Map.entry(
                        other.getKey(),
                        ByteVectors.cosine(own, norm, other.getValue(), ByteVectors.norm(other.getValue()))))
                .filter(other -> other.getValue() >= SYNONYM)
                .sorted(Map.Entry.<Long, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SYNONYMS)
                .forEach(other -> graph.relate(entity, other.getKey(), other.getValue()));
    }
}
