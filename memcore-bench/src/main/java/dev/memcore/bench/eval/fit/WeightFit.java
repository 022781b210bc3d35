package dev.memcore.bench.eval.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;

/**
 * Fits the weights of a weighted sum with {@link ListwiseLoss}, and keeps them near the default weights. First it finds
 * a common factor of at least 1 for all default weights that minimizes the loss. The factor affects the loss, but not
 * the ranking. Then it minimizes the loss plus pull x the squared distance from the default weights times the factor,
 * and divides the result by the factor. So a signal without values in these questions keeps its weight, and a signal
 * with few values nearly does.
 *
 * <p>By conjugate gradients (Polak and Ribière, 1969), over the square roots of the weights, so that none becomes
 * negative. The same questions in the same order give the same weights.
 */
public final class WeightFit {
    /**
     * The default strength with which weights are kept near their defaults. The prototype of the fit used the same
     * strength to keep weights near 0.
     */
    public static final double DEFAULT_PULL = 1e-3;

    /** The relative gain of a step, as a share of the loss, below which the search ends. */
    private static final double PRECISION = 1e-7;

    private static final int STEPS = 300;

    /** Ten to the power of the number of decimal places of a weight. Further places are noise. */
    private static final double PLACES = 1e3;

    /** The start value of the square root for a signal whose default weight is 0, because the gradient at 0 is 0. */
    private static final double START = 0.1;

    private final List<String> signals;
    private final double[] shipped;
    private final double pull;

    /**
     * Creates a fit that starts from given weights.
     *
     * @param shipped the default weight of each signal
     * @param pull not negative
     */
    public WeightFit(Map<String, Double> shipped, double pull) {
        Map<String, Double> sorted = new TreeMap<>(shipped);
        this.signals = List.copyOf(sorted.keySet());
        this.shipped = sorted.values().stream().mapToDouble(weight -> weight).toArray();
        this.pull = pull;
    }

    /** Returns a weight for each signal, to three decimal places, fitted to the questions of some sets. */
    public Map<String, Double> to(List<List<Judged>> sets) {
        ListwiseLoss loss = new ListwiseLoss(signals, sets);
        double factor = Math.max(1, factor(loss)); // it would be 0 if the default weights were worse than none
        double[] centre = scaled(factor);
        double[] fitted = least(
                weights -> loss.value(weights) + pull * squaredDistance(weights, centre),
                weights -> {
                    double[] gradient = loss.gradient(weights);
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] += 2 * pull * (weights[i] - centre[i]);
                    }
                    return gradient;
                },
                centre);
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < fitted.length; i++) {
            weights.put(signals.get(i), Math.round(fitted[i] / factor * PLACES) / PLACES);
        }
        return weights;
    }

    private double factor(ListwiseLoss loss) {
        return least(
                factor -> loss.value(scaled(factor[0])),
                factor -> {
                    double[] gradient = loss.gradient(scaled(factor[0]));
                    double slope = 0;
                    for (int i = 0; i < gradient.length; i++) {
                        slope += gradient[i] * shipped[i];
                    }
                    return new double[] {slope};
                },
                new double[] {1})[0];
    }

    private double[] scaled(double factor) {
        return Arrays.stream(shipped).map(weight -> weight * factor).toArray();
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** Returns the non-negative numbers for which a function is least. */
    private static double[] least(MultivariateFunction function, MultivariateVectorFunction gradient, double[] start) {
        double[] roots = Arrays.stream(start)
                .map(value -> value > 0 ? Math.sqrt(value) : START)
                .toArray();
        NonLinearConjugateGradientOptimizer optimizer = new NonLinearConjugateGradientOptimizer(
                NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(PRECISION, PRECISION, STEPS));
        return squares(optimizer
                .optimize(
                        new MaxEval(Integer.MAX_VALUE),
                        GoalType.MINIMIZE,
                        new InitialGuess(roots),
                        new ObjectiveFunction(point -> function.value(squares(point))),
                        new ObjectiveFunctionGradient(point -> byRoots(gradient.value(squares(point)), point)))
                .getPoint());
    }

    private static double[] squares(double[] roots) {
        return Arrays.stream(roots).map(root -> root * root).toArray();
    }

    /** Applies the chain rule: a number is the square of its root. */
    private static double[] byRoots(double[] gradient, double[] roots) {
        double[] slope = new double[roots.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = 2 * roots[i] * gradient[i];
        }
        return slope;
    }
}
