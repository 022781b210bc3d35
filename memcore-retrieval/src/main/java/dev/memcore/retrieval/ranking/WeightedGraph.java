package dev.memcore.retrieval.ranking;

import java.util.Arrays;

/**
 * An undirected graph with weighted edges: for each node a stretch of one array of neighbours, and of one of weights.
 * Immutable.
 */
final class WeightedGraph {
    private final int[] firsts;
    private final int[] neighbours;
    private final double[] weights;
    private final double[] degrees;

    /**
     * A graph of edges, each given once and good both ways; two between the same nodes add up. O(nodes + edges).
     *
     * @param nodes how many there are; their numbers begin at 0
     * @param from one end of each edge
     * @param to the other end
     * @param weight positive and finite
     */
    WeightedGraph(int nodes, int[] from, int[] to, double[] weight) {
        firsts = new int[nodes + 1];
        degrees = new double[nodes];
        for (int edge = 0; edge < from.length; edge++) {
            require(from[edge], to[edge], weight[edge], nodes);
            firsts[from[edge] + 1]++;
            firsts[to[edge] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            firsts[node + 1] += firsts[node];
        }
        neighbours = new int[2 * from.length];
        weights = new double[2 * from.length];
        int[] at = Arrays.copyOf(firsts, nodes);
        for (int edge = 0; edge < from.length; edge++) {
            put(at[from[edge]]++, from[edge], to[edge], weight[edge]);
            put(at[to[edge]]++, to[edge], from[edge], weight[edge]);
        }
    }

    private static void require(int from, int to, double weight, int nodes) {
        boolean inside = from >= 0 && from < nodes && to >= 0 && to < nodes && from != to;
        if (!inside || !(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "no edge from " + from + " to " + to + " of weight " + weight + " among " + nodes + " nodes");
        }
    }

    private void put(int place, int node, int neighbour, double weight) {
        neighbours[place] = neighbour;
        weights[place] = weight;
        degrees[node] += weight;
    }

    int nodes() {
        return degrees.length;
    }

    /** Whether an edge ends at the node. */
    boolean linked(int node) {
        return degrees[node] > 0;
    }

    /** Takes what lies on a node to its neighbours, in proportion to the weights of the edges; nothing if it has none. */
    void spread(int node, double mass, double[] into) {
        for (int at = firsts[node]; at < firsts[node + 1]; at++) {
            into[neighbours[at]] += mass * weights[at] / degrees[node];
        }
    }
}
