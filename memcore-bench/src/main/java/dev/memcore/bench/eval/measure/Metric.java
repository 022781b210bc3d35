package dev.memcore.bench.eval.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A measure of one answer. Its mean over all answers is reported.
 *
 * @param key its key in JSON
 * @param title the head of its column
 * @param recall whether its key is a depth, so that it stands among the recalls
 * @param of the figure, in [0, 1], the higher the better if not said otherwise
 */
public record Metric(String key, String title, boolean recall, ToDoubleFunction<Outcome> of) {
    /** Recall at some depths. */
    public static List<Metric> recalls(int... depths) {
        return Arrays.stream(depths).mapToObj(Metric::recall).toList();
    }

    private static Metric recall(int depth) {
        return new Metric(Integer.toString(depth), "R@" + depth, true, outcome -> outcome.recall(depth));
    }

    /** Average precision, whose mean is MAP. */
    public static Metric averagePrecision() {
        return new Metric(
                "map",
                "MAP",
                false,
                outcome -> RankedPrecision.average(
                        outcome.retrieved(), outcome.asked().evidence()));
    }

    /** Normalised discounted cumulative gain at a depth. */
    public static Metric gain(int depth) {
        return new Metric(
                "ndcg@" + depth,
                "nDCG@" + depth,
                false,
                outcome -> RankedPrecision.normalisedGain(
                        depth, outcome.retrieved(), outcome.asked().evidence()));
    }

    /** Whether evidence is among the first results, above all superseded documents. */
    public static Metric accuracy(int depth) {
        return new Metric(
                "accuracy",
                "accuracy",
                false,
                outcome -> Recall.isAbove(
                                depth,
                                outcome.retrieved(),
                                outcome.asked().evidence(),
                                outcome.asked().superseded())
                        ? 1
                        : 0);
    }

    /** Whether a superseded document is among the first results, above all evidence. Lower is better. */
    public static Metric staleFirst(int depth) {
        return new Metric(
                "staleFirst",
                "stale",
                false,
                outcome -> Recall.isAbove(
                                depth,
                                outcome.retrieved(),
                                /* evidence= */ outcome.asked().superseded(),
                                /* superseded= */ outcome.asked().evidence())
                        ? 1
                        : 0);
    }

    /** Returns this metric and others, in this order. */
    public List<Metric> and(List<Metric> others) {
        return Stream.concat(Stream.of(this), others.stream()).toList();
    }
}
