package dev.memcore.retrieval.ranking;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/**
 * Personalized PageRank: the probability of each node under a random walk. In each step, the walk follows an edge with
 * probability d, and otherwise restarts at a node drawn from the reset distribution (Haveliwala, "Topic-sensitive
 * PageRank", WWW 2002; as HippoRAG uses it, Gutiérrez et al., NeurIPS 2024). Power iteration solves x = (1 - d) r + d x
 * P. At a node without edges the walk restarts, so no mass is lost: the result sums to 1, and without any edge it is
 * the reset distribution.
 *
 * @param damping d, in [0, 1)
 * @param tolerance the iteration ends when the sum of all changes is at most this; positive
 * @param iterations the maximum number of steps; 1 or more. Each step divides the distance to the result by at least
 *     1/d, so 40 steps at d = .5 leave 1e-12
 */
record PersonalizedPageRank(double damping, double tolerance, int iterations) {
    /** The damping of HippoRAG and HippoRAG 2, with enough steps to reach the tolerance. */
    static final PersonalizedPageRank OF_HIPPORAG = new PersonalizedPageRank(0.5, 1e-12, 60);

    PersonalizedPageRank {
        if (!(damping >= 0 && damping < 1) || !(tolerance > 0) || iterations < 1) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "damping must lie in [0, 1), tolerance be above 0 and iterations at least 1, but are " + damping
                            + ", " + tolerance + " and " + iterations);
        }
    }

    /**
     * Returns the probability of each node. O((nodes + edges) x iterations).
     *
     * @param reset the weight of each node as a start, on any scale: not negative, with a positive sum
     */
    double[] of(WeightedGraph graph, double[] reset) {
        double[] start = distribution(reset, graph.nodes());
        double[] mass = start;
        double change = Double.MAX_VALUE;
        for (int step = 0; step < iterations && change > tolerance; step++) {
            double[] next = step(graph, start, mass);
            change = distance(next, mass);
            mass = next;
        }
        return mass;
    }

    private static double[] distribution(double[] reset, int nodes) {
        double sum = 0;
        for (double part : reset) {
            if (!(part >= 0)) {
                throw new IllegalArgumentException("a reset weight must not be negative, but is " + part);
            }
            sum += part;
        }
        if (reset.length != nodes || !(sum > 0 && Double.isFinite(sum))) {
            throw new IllegalArgumentException(reset.length + " resets of sum " + sum + " for " + nodes + " nodes");
        }
        double[] distribution = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            distribution[node] = reset[node] / sum;
        }
        return distribution;
    }

    private double[] step(WeightedGraph graph, double[] start, double[] mass) {
        double[] next = new double[mass.length];
        double stranded = 0;
        for (int node = 0; node < mass.length; node++) {
            if (graph.linked(node)) {
                graph.spread(node, damping * mass[node], next);
            } else {
                stranded += mass[node];
            }
        }
        for (int node = 0; node < next.length; node++) {
            next[node] += (1 - damping + damping * stranded) * start[node];
        }
        return next;
    }

    private static double distance(double[] a, double[] b) {
        double distance = 0;
        for (int node = 0; node < a.length; node++) {
            distance += Math.abs(a[node] - b[node]);
        }
        return distance;
    }
}
