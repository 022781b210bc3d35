package dev.memcore.papers.tree;

import dev.memcore.api.check.Arguments;

/**
 * The similarity from which a memory descends into a node: {@code theta(d) = theta0 e^(lambda d / maxDepth)}, which
 * rises with the depth d. This is MemTree's threshold (Rezazadeh et al., From Isolated Conversations to Hierarchical
 * Schemas, 2024), except that the depth is divided by the maximum. Without that, the threshold exceeds 1 at depth 2,
 * and the tree never grows deeper.
 *
 * @param theta0 the threshold at the root, in [0, 1]
 * @param lambda the rate at which the threshold rises, 0 to 10
 * @param maxDepth the maximum depth of leaves, 1 to 32; the root has depth 0
 */
public record DepthThreshold(double theta0, double lambda, int maxDepth) {
    /** The constants of the released code, .4 and .5, with a maximum depth of 4. */
    public static final DepthThreshold PAPER = new DepthThreshold(0.4, 0.5, 4);

    /** Checks the ranges. */
    public DepthThreshold {
        Arguments.unit(theta0, "theta0");
        Arguments.unit(lambda / 10, "a tenth of lambda");
        Arguments.within(maxDepth, 1, 32, "maxDepth");
    }

    /** Returns the threshold for the children of a node at a depth. */
    public double at(int depth) {
        return theta0 * Math.exp(lambda * depth / maxDepth);
    }
}
