package dev.memcore.bench.eval.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How badly weights put evidence above what is none: for each evidence, the softmax cross-entropy of it among itself and all candidates that
 * are no evidence, where a candidate's score is the weighted sum of its signals; the mean over a question's
 * evidence, the questions of a set, the sets, each set counting the same. Convex in the weights.
 *
 * <p>It is the top-one loss of ListNet (Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach", ICML 2007), but
 * that a question's evidence does not compete with each other: two pieces should both come first.
 */
final class ListwiseLoss {
    private final List<String> signals;
    private final List<List<Case>> sets;

    /** A question: the rows of its signals, null where one does not speak; first the evidence, then the others. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Case(double[][] rows, int evidence, int size) {}

    /**
     * Of recorded questions.
     *
     * @param signals whose weights are sought, in this order
     * @param sets the questions of each set; sets without any are left out
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

    /** By how much it grows with each weight. O(questions x candidates x signals). */
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

    /** The loss of a question; its slope is added to the gradient, times the share. */
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
            double probability = 1 / (1 + Math.exp(-behind)); // that another comes first
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
