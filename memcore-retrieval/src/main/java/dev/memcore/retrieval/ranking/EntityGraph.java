package dev.memcore.retrieval.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph of texts and the entities that they mention, as in HippoRAG 2 (Gutiérrez et al., "From RAG to Memory", ICML
 * 2025), for a random walk by {@link PersonalizedPageRank}. An edge joins a text and each entity that it mentions, and
 * two entities that a statement relates or that are synonyms. For one query, one thread.
 */
final class EntityGraph {
    /** The maximum number of entities at which the walk starts: 5 in HippoRAG 2. */
    private static final int STARTS = 5;

    private final int texts;
    private final Map<Long, Integer> entities = new LinkedHashMap<>();
    private final List<Map<Long, Double>> mentions = new ArrayList<>();
    private final Map<Long, Integer> mentioning = new HashMap<>();
    private final List<Relation> relations = new ArrayList<>();

    private record Relation(int from, int to, double weight) {}

    /**
     * A statement about entities: a fact, or a text that stands for the facts in it.
     *
     * @param score how well it fits the question, in [0, 1]
     */
    record Statement(double score, List<Long> entities) {}

    /**
     * Creates a graph without edges.
     *
     * @param texts the number of texts, which are numbered from 0
     */
    EntityGraph(int texts) {
        this.texts = texts;
        for (int text = 0; text < texts; text++) {
            mentions.add(new LinkedHashMap<>());
        }
    }

    /** Adds an edge between a text and an entity. If there is one, the greater weight counts. */
    void mention(int text, long entity, double weight) {
        if (mentions.get(text).merge(entity, weight, Math::max) == weight) {
            node(entity);
        }
    }

    /** Adds an edge between a text and an entity if there is none. */
    void mentionIfAbsent(int text, long entity, double weight) {
        if (mentions.get(text).putIfAbsent(entity, weight) == null) {
            node(entity);
        }
    }

    /** Adds an edge between two entities. The weights of several edges add up. Ignored for one and the same entity. */
    void relate(long one, long other, double weight) {
        if (one != other) {
            relations.add(new Relation(node(one), node(other), weight));
        }
    }

    private int node(long entity) {
        Integer known = entities.putIfAbsent(entity, texts + entities.size());
        return known == null ? texts + entities.size() - 1 : known;
    }

    /**
     * Returns the entities at which a walk starts, with their weights: the mean of score / (number of texts with the
     * entity) over the statements that have it. The quotient is HippoRAG's node specificity: an entity of many texts
     * tells little.
     */
    Map<Long, Double> starts(List<Statement> statements) {
        if (mentioning.isEmpty()) {
            mentions.forEach(of -> of.keySet().forEach(entity -> mentioning.merge(entity, 1, Integer::sum)));
        }
        Map<Long, List<Double>> parts = new LinkedHashMap<>();
        for (Statement statement : statements) {
            for (long entity : statement.entities()) {
                parts.computeIfAbsent(entity, e -> new ArrayList<>())
                        .add(statement.score() / mentioning.getOrDefault(entity, 1));
            }
        }
        Map<Long, Double> starts = new LinkedHashMap<>();
        parts.entrySet().stream()
                .map(part -> Map.entry(part.getKey(), mean(part.getValue())))
                .filter(part -> entities.containsKey(part.getKey()) && part.getValue() > 0)
                .sorted(Map.Entry.<Long, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(STARTS)
                .forEach(part -> starts.put(part.getKey(), part.getValue()));
        return starts;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(0);
    }

    /**
     * Returns the probability of the walk at each text, in [0, 1]. All are 0 if there is nowhere to start.
     *
     * @param own the weight of each text as a start
     * @param starts the weights of entities of the graph as starts
     */
    double[] walk(PersonalizedPageRank walk, double[] own, Map<Long, Double> starts) {
        double[] reset = Arrays.copyOf(own, texts + entities.size());
        starts.forEach((entity, weight) -> reset[node(entity)] = weight);
        return Arrays.stream(reset).anyMatch(part -> part > 0)
                ? Arrays.copyOf(walk.of(graph(), reset), texts)
                : new double[texts];
    }

    private WeightedGraph graph() {
        int edges = relations.size() + mentions.stream().mapToInt(Map::size).sum();
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] weight = new double[edges];
        int edge = 0;
        for (int text = 0; text < texts; text++) {
            for (Map.Entry<Long, Double> mention : mentions.get(text).entrySet()) {
                from[edge] = text;
                to[edge] = node(mention.getKey());
                weight[edge++] = mention.getValue();
            }
        }
        for (Relation relation : relations) {
            from[edge] = relation.from();
            to[edge] = relation.to();
            weight[edge++] = relation.weight();
        }
        return new WeightedGraph(texts + entities.size(), from, to, weight);
    }

    /** Returns the values scaled to [0, 1]; all 1 if they are equal. NaN becomes 0. */
    static double[] stretched(double[] values) {
        double least = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(0);
        double range = Arrays.stream(values)
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(0)
                - least;
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? 0 : range == 0 ? 1 : (value - least) / range)
                .toArray();
    }
}
