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
 * The candidates and the names in them as one graph, and where a walk over it comes by: {@link PersonalizedPageRank} as HippoRAG 2 has it
 * (Gutiérrez et al., "From RAG to Memory", ICML 2025). A candidate is linked to each of its names with weight 1, two names to each other by the
 * number of candidates that have both. The walk starts at the names of the best candidates, and a little at every candidate by its score. With
 * no names the order is that of the scores.
 *
 * <p>What differs: HippoRAG 2 has a language model extract triples, and links the question to them; here the names are those that the
 * {@link CandidateFeatures} found by their form, those that stand in one text count as related, and the best candidates stand for the
 * facts. The graph is that of the candidates, not of the whole store. O(candidates x names of each squared).
 */
final class EntityGraph {
    /** So many of the best candidates stand for the facts that the question is linked to: 5 in HippoRAG 2. */
    private static final int FACTS = 5;

    /** So many names the walk starts at: 5 in HippoRAG 2. */
    private static final int STARTS = 5;

    /** What a candidate's own score counts against a name's: .05 in HippoRAG 2. */
    private static final double PASSAGE = 0.05;

    /** Of one candidate so many names at most are related to each other: the first. A text of many names says of no two that they belong together. */
    private static final int RELATED = 24;

    private final CandidateFeatures[] sketches;
    private final Map<Long, Integer> nodes = new LinkedHashMap<>();
    private final Map<Long, Integer> having = new HashMap<>();

    EntityGraph(CandidateFeatures[] sketches) {
        this.sketches = sketches;
        for (CandidateFeatures sketch : sketches) {
            for (long entity : sketch.entities()) {
                nodes.putIfAbsent(entity, sketches.length + nodes.size());
                having.merge(entity, 1, Integer::sum);
            }
        }
    }

    /** How likely the walk is at each candidate, in [0, 1]; all zeros if all scores are equal and there is no name. */
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
        for (int candidate = 0; candidate < sketches.length; candidate++) {
            List<Integer> names =
                    sketches[candidate].entities().stream().map(nodes::get).toList();
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
        return edges.graph(sketches.length + nodes.size());
    }

    /** Each candidate's part, and that of the best names: the mean of score / (candidates that have the name) over the facts with it. */
    private double[] reset(double[] scores) {
        double[] reset = new double[sketches.length + nodes.size()];
        for (int candidate = 0; candidate < scores.length; candidate++) {
            reset[candidate] = PASSAGE * scores[candidate];
        }
        Map<Long, List<Double>> parts = new LinkedHashMap<>();
        IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer candidate) -> -scores[candidate])
                        .thenComparing(candidate -> sketches[candidate].id()))
                .limit(FACTS)
                .forEach(fact -> sketches[fact]
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

    /** Edges of weight 1, in the order in which they come. */
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
