package dev.memcore.retrieval.ranking;

import java.util.Arrays;

/**
 * An undirected graph with weighted edges. For each node it has a range of one array of neighbours and of one array of
 * weights. Immutable.
 */
final class WeightedGraph {
    private final int[] firsts;
    private final int[] neighbours;
    private final double[] weights;
    private final double[] degrees;

    /**
     * Creates a graph. Each edge is given once and connects both ways. The weights of several edges between the same
     * nodes add up. O(nodes + edges).
     *
     * @param nodes the number of nodes, which are numbered from 0
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

    /** Returns whether the node has an edge. */
    boolean linked(int node) {
        return degrees[node] > 0;
    }

    /**
     * Distributes the mass of a node to its neighbours, in proportion to the weights of the edges. Does nothing if it
     * has no edge.
     */
    void spread(int node, double mass, double[] into) {
        for (int at = firsts[node]; at < firsts[node + 1]; at++) {
            into[neighbours[at]] += mass * weights[at] / degrees[node];
        }
    }
}
