package dev.memcore.retrieval.ranking;

import dev.memcore.retrieval.storage.CandidateFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A graph of the candidates and the names in them, and a random walk over it: {@link PersonalizedPageRank} as in
 * HippoRAG 2 (Gutiérrez et al., "From RAG to Memory", ICML 2025). An edge of weight 1 joins a candidate and each of its
 * names. The weight of an edge between two names is the number of candidates that have both. The walk starts at the
 * names of the best candidates and, with less weight, at every candidate by its score. Without names, candidates have
 * the order of the scores.
 *
 * <p>There are differences. HippoRAG 2 extracts triples with a language model, and links the question to them. Here the
 * names are those that {@link CandidateFeatures} found by their form, names in one text count as related, and the best
 * candidates stand for the facts. The graph covers the candidates, not the whole store. O(candidates x names of each
 * squared).
 */
final class EntityGraph {
    /** The number of best candidates that stand for the facts linked to the question: 5 in HippoRAG 2. */
    private static final int FACTS = 5;

    /** The number of names at which the walk starts: 5 in HippoRAG 2. */
    private static final int STARTS = 5;

    /** The weight of a candidate's own score relative to a name's: .05 in HippoRAG 2. */
    private static final double PASSAGE = 0.05;

    /**
     * The maximum number of names of one candidate that are related to each other. The first are taken. In a text with
     * many names, two names often have nothing to do with each other.
     */
    private static final int RELATED = 24;

    private final CandidateFeatures[] features;
    private final Map<Long, Integer> nodes = new LinkedHashMap<>();
    private final Map<Long, Integer> having = new HashMap<>();

    EntityGraph(CandidateFeatures[] features) {
        this.features = features;
        for (CandidateFeatures candidate : features) {
            for (long entity : candidate.entities()) {
                nodes.putIfAbsent(entity, features.length + nodes.size());
                having.merge(entity, 1, Integer::sum);
            }
        }
    }

    /** Returns the probability of the walk at each candidate, in [0, 1]. All are 0 if there is nowhere to start. */
    double[] values(double[] scores) {
        double[] reset = reset(stretched(scores));
        double[] values = new double[scores.length];
        if (Arrays.stream(reset).anyMatch(part -> part > 0)) {
            double[] mass = PersonalizedPageRank.OF_HIPPORAG.of(graph(), reset);
            System.arraycopy(mass, 0, values, 0, values.length);
        }
        return values;
    }

    private static double[] stretched(double[] scores) {
        double least = Arrays.stream(scores).min().orElse(0);
        double range = Arrays.stream(scores).max().orElse(0) - least;
        return Arrays.stream(scores)
                .map(score -> range == 0 ? 1 : (score - least) / range)
                .toArray();
    }

    private WeightedGraph graph() {
        Edges edges = new Edges();
        for (int candidate = 0; candidate < features.length; candidate++) {
            List<Integer> names =
                    features[candidate].entities().stream().map(nodes::get).toList();
            for (int name : names) {
                edges.add(candidate, name);
            }
            int related = Math.min(RELATED, names.size());
            for (int i = 0; i < related; i++) {
                for (int j = i + 1; j < related; j++) {
                    edges.add(names.get(i), names.get(j));
                }
            }
        }
        return edges.graph(features.length + nodes.size());
    }

    /**
     * Returns the reset weights of the candidates and of the best names. The weight of a name is the mean of score /
     * (number of candidates with the name) over the best candidates that have it.
     */
    private double[] reset(double[] scores) {
        double[] reset = new double[features.length + nodes.size()];
        for (int candidate = 0; candidate < scores.length; candidate++) {
            reset[candidate] = PASSAGE * scores[candidate];
        }
        Map<Long, List<Double>> parts = new LinkedHashMap<>();
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer candidate) -> -scores[candidate])
                        .thenComparing(candidate -> features[candidate].id()))
                .limit(FACTS)
                .forEach(fact -> features[fact]
                        .entities()
                        .forEach(entity -> parts.computeIfAbsent(entity, e -> new ArrayList<>())
                                .add(scores[fact] / having.getOrDefault(entity, 1))));
        parts.entrySet().stream()
                .map(part -> Map.entry(part.getKey(), mean(part.getValue())))
                .sorted(Map.Entry.<Long, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(STARTS)
                .forEach(part -> reset[nodes.getOrDefault(part.getKey(), 0)] = part.getValue());
        return reset;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(0);
    }

    /** Edges of weight 1, in the order in which they are added. */
    private static final class Edges {
        private final List<int[]> ends = new ArrayList<>();

        void add(int from, int to) {
            ends.add(new int[] {from, to});
        }

        WeightedGraph graph(int nodes) {
            double[] ones = new double[ends.size()];
            Arrays.fill(ones, 1);
            return new WeightedGraph(
                    nodes,
                    ends.stream().mapToInt(edge -> edge[0]).toArray(),
                    ends.stream().mapToInt(edge -> edge[1]).toArray(),
                    ones);
        }
    }
}
