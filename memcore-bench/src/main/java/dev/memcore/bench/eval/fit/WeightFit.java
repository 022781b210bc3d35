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
 * Finds the weights of a weighted sum under which evidence stands best, by {@link ListwiseLoss}, without going further from the shipped weights
 * than the questions ask for. First the one factor for all shipped weights, 1 at least, under which the loss is least: a ranking does not
 * care for it, the loss does. Then the weights with the least loss + pull x their squared distance from the shipped ones times the factor; what
 * comes out is divided by the factor again. So a signal that says nothing in these questions keeps its weight, and one
 * that seldom speaks nearly does.
 *
 * <p>By conjugate gradients (Polak and Ribière, 1969), over the square roots of the weights, so that none becomes negative. The same
 * questions in the same order give the same weights.
 */
public final class WeightFit {
    /** How firmly shipped weights are held to when nothing is said: as firmly as the prototype of the fit held to 0. */
    public static final double DEFAULT_PULL = 1e-3;

    /** A step that gains less, in parts of the loss, is the last one. */
    private static final double PRECISION = 1e-7;

    private static final int STEPS = 300;

    /** So many places of a weight are kept; the rest is noise. */
    private static final double PLACES = 1e3;

    /** Where the search begins for a signal whose shipped weight is 0: at a root of 0 it could not move. */
    private static final double START = 0.1;

    private final List<String> signals;
    private final double[] shipped;
    private final double pull;

    /**
     * From some weights on.
     *
     * @param shipped the weight of each signal
     * @param pull not negative
     */
    public WeightFit(Map<String, Double> shipped, double pull) {
        Map<String, Double> sorted = new TreeMap<>(shipped);
        this.signals = List.copyOf(sorted.keySet());
        this.shipped = sorted.values().stream().mapToDouble(weight -> weight).toArray();
        this.pull = pull;
    }

    /** A weight for each signal, to three places, fitted to the questions of some sets. */
    public Map<String, Double> to(List<List<Judged>> sets) {
        ListwiseLoss loss = new ListwiseLoss(signals, sets);
        double factor = Math.max(1, factor(loss)); // it goes to 0 where the shipped weights are worse than none
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

    /** The numbers, none negative, for which a function is least. */
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

    /** By the chain rule: a number is its root squared. */
    private static double[] byRoots(double[] gradient, double[] roots) {
        double[] slope = new double[roots.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = 2 * roots[i] * gradient[i];
        }
        return slope;
    }
}
