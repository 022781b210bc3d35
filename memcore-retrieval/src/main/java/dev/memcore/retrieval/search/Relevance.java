package dev.memcore.retrieval.search;

/**
 * Estimates the probability that a recalled memory is relevant: a logistic function of its score as a share of the best
 * score (both without the share of {@code agreed}), of the logarithm of its rank, and of the log odds of the {@link Confidence} of the recall. It does not use the
 * score itself, which is not comparable between queries.
 *
 * <p>The coefficients were fitted to the first ten memories of each question of all evaluation sets but the keyed one,
 * with the same weight for each set, and to those of questions that were asked of another person's memory
 * (docs/design/decisions.md).
 */
final class Relevance {
    private static final double INTERCEPT = -4.40;
    private static final double SHARE = 3.96;
    private static final double LOG_RANK = -1.03;
    private static final double LOG_ODDS = 0.46;

    /**
     * The log odds for questions whose words the vectors do not know. The confidence by n-grams has another scale in each language,
     * so the fit used this constant in its place.
     */
    private static final double LOG_ODDS_BY_NGRAMS = 1.8;

    /** Confidences are limited to this distance from 0 and 1, so that their log odds are finite. */
    private static final double CERTAIN = 0.02;

    private final double best;
    private final double logOdds;

    /**
     * Creates the estimate for one recall.
     *
     * @param best the score of the best memory
     * @param confidence the confidence of the recall, in [0, 1]
     * @param ngrams the trust in character n-grams, in [0, 1]
     */
    Relevance(double best, double confidence, double ngrams) {
        double limited = Math.clamp(confidence, CERTAIN, 1 - CERTAIN);
        this.best = best;
        this.logOdds = (1 - ngrams) * Math.log(limited / (1 - limited)) + ngrams * LOG_ODDS_BY_NGRAMS;
    }

    /**
     * Returns the relevance, in (0, 1).
     *
     * @param rank starting at 1
     */
    double of(double score, int rank) {
        double share = best > 0 ? Math.min(1, score / best) : 1;
        return 1 / (1 + Math.exp(-(INTERCEPT + SHARE * share + LOG_RANK * Math.log(rank) + LOG_ODDS * logOdds)));
    }
}
