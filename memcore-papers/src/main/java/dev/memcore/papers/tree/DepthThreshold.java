package dev.memcore.papers.tree;

import dev.memcore.api.check.Arguments;

/**
 * How like a memory must be to what is in a node, to go down into it: {@code theta(d) = theta0 e^(lambda d / maxDepth)}, the
 * more the deeper. MemTree's (Rezazadeh et al., From Isolated Conversations to Hierarchical Schemas, 2024), with the depth
 * divided by the greatest one: otherwise the threshold exceeds 1 at depth 2, and the tree never grows deeper.
 *
 * @param theta0 the threshold at the root, in [0, 1]
 * @param lambda how fast it rises, 0 to 10
 * @param maxDepth the depth of the deepest leaves, 1 to 32; the root's is 0
 */
public record DepthThreshold(double theta0, double lambda, int maxDepth) {
    /** As in the released code: .4 and .5; four levels. */
    public static final DepthThreshold PAPER = new DepthThreshold(0.4, 0.5, 4);

    /** Checks the ranges. */
    public DepthThreshold {
        Arguments.unit(theta0, "theta0");
        Arguments.unit(lambda / 10, "a tenth of lambda");
        Arguments.within(maxDepth, 1, 32, "maxDepth");
    }

    /** The threshold among the children of a node. */
    public double at(int depth) {
        return theta0 * Math.exp(lambda * depth / maxDepth);
    }
}
