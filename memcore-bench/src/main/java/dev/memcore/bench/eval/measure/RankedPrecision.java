package dev.memcore.bench.eval.measure;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Measures of a whole ranking, as trec_eval computes them for binary relevance. */
final class RankedPrecision {
    private RankedPrecision() {}

    /**
     * Average precision: the mean, over all relevant documents, of the precision at the place of each; those that are not
     * ranked count 0 (Buckley and Voorhees, Evaluating evaluation measure stability, SIGIR 2000).
     *
     * @return in [0, 1]; 0 if nothing is relevant
     */
    static double average(List<String> ranked, List<String> relevant) {
        Set<String> wanted = new HashSet<>(relevant);
        int found = 0;
        double sum = 0;
        for (int i = 0; i < ranked.size(); i++) {
            if (wanted.remove(ranked.get(i))) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        int all = found + wanted.size();
        return all == 0 ? 0 : sum / all;
    }

    /**
     * Discounted gain of the first k against that of the best ranking, with gain 1 for what is relevant and the discount
     * 1 / log2(1 + place) (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002).
     *
     * @return in [0, 1]; 0 if nothing is relevant
     */
    static double normalisedGain(int k, List<String> ranked, List<String> relevant) {
        Set<String> wanted = new HashSet<>(relevant);
        double best = 0;
        for (int i = 0; i < Math.min(k, wanted.size()); i++) {
            best += discount(i);
        }
        double gain = 0;
        for (int i = 0; i < Math.min(k, ranked.size()); i++) {
            gain += wanted.remove(ranked.get(i)) ? discount(i) : 0;
        }
        return best == 0 ? 0 : gain / best;
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2);
    }
}
