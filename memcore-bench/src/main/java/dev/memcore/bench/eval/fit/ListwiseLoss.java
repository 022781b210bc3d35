package dev.memcore.bench.eval.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The loss of weights: low if evidence is ranked above other candidates. For each evidence, it is the softmax
 * cross-entropy among this evidence and all candidates that are not evidence, where the score of a candidate is the
 * weighted sum of its signals. The loss is the mean over the evidence of a question, the questions of a set, and the
 * sets, each with the same weight. Convex in the weights.
 *
 * <p>It is the top-one loss of ListNet (Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
 * ICML 2007), except that the evidence of a question does not compete with each other: all of it should come first.
 */
final class ListwiseLoss {
    private final List<String> signals;
    private final List<List<Case>> sets;

    /** A question: the rows of its signals, null where one does not speak; first the evidence, then the others. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(double[][] rows, int evidence, int size) {}

    /**
     * Creates the loss of recorded questions.
     *
     * @param signals the signals whose weights are fitted, in this order
     * @param sets the questions of each set; sets without questions are omitted
     */
    ListwiseLoss(List<String> signals, List<List<Judged>> sets) {
        this.signals = List.copyOf(signals);
        this.sets = sets.stream()
                .filter(set -> !set.isEmpty())
                .map(set -> set.stream().map(this::question).toList())
                .toList();
    }

    private Case question(Judged judged) {
        Map<String, double[]> rows = judged.rows();
        return new Case(
                signals.stream().map(rows::get).toArray(double[][]::new),
                judged.evidence(),
                judged.evidence() + judged.others());
    }

    /** The loss, at least 0. O(questions x candidates x signals). */
    double value(double[] weights) {
        return at(weights, new double[weights.length]);
    }

    /** Returns the gradient of the loss. O(questions x candidates x signals). */
    double[] gradient(double[] weights) {
        double[] gradient = new double[weights.length];
        at(weights, gradient);
        return gradient;
    }

    private double at(double[] weights, double[] gradient) {
        double loss = 0;
        for (List<Case> set : sets) {
            double share = 1.0 / (sets.size() * set.size());
            for (Case question : set) {
                loss += share * add(question, weights, share, gradient);
            }
        }
        return loss;
    }

    /** Returns the loss of a question, and adds its gradient, multiplied by the share. */
    private static double add(Case question, double[] weights, double share, double[] gradient) {
        double[] scores = scores(question, weights);
        double greatest = Arrays.stream(scores, question.evidence(), question.size())
                .max()
                .orElseThrow();
        double total = 0;
        double[] softmax = new double[question.size()];
        for (int i = question.evidence(); i < softmax.length; i++) {
            softmax[i] = Math.exp(scores[i] - greatest);
            total += softmax[i];
        }
        double others = greatest + Math.log(total);
        double loss = 0;
        double wrong = 0;
        for (int i = 0; i < question.evidence(); i++) {
            double behind = others - scores[i];
            double probability = 1 / (1 + Math.exp(-behind)); // the probability that the other candidate comes first
            loss += softplus(behind) / question.evidence();
            softmax[i] = -probability / question.evidence();
            wrong += probability / question.evidence();
        }
        for (int i = question.evidence(); i < softmax.length; i++) {
            softmax[i] *= wrong / total;
        }
        for (int signal = 0; signal < weights.length; signal++) {
            double[] row = question.rows()[signal];
            for (int i = 0; row != null && i < row.length; i++) {
                gradient[signal] += share * softmax[i] * row[i];
            }
        }
        return loss;
    }

    private static double[] scores(Case question, double[] weights) {
        double[] scores = new double[question.size()];
        for (int signal = 0; signal < weights.length; signal++) {
            double[] row = question.rows()[signal];
            for (int i = 0; row != null && i < row.length; i++) {
                scores[i] += weights[signal] * row[i];
            }
        }
        return scores;
    }

    /** ln(1 + e^x), without overflow. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
