package dev.memcore.consolidation.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Values of single memories: the usual terms, each in [0, 1], and functions to combine them. All are pure, O(1), and
 * safe for use by several threads.
 *
 * <p>The age of a memory counts from its {@linkplain dev.memcore.api.Memory#createdAt() creation}; later versions do
 * not reset it. The age of a moment in the future is zero.
 */
public final class Values {
    private Values() {}

    /** {@code 2^(-age / halfLife)}: 1 for a memory created now, 1/2 after one half-life, 1/4 after two. */
    public static ValueFunction recency(Duration halfLife) {
        double half = Arguments.positive(halfLife, "halfLife").toMillis();
        return (memory, usage, now) -> decay(memory.createdAt(), now, half);
    }

    /**
     * {@code floor + (1 - floor) * 2^(-t / halfLife)}, where t is the time since the last use, or since the creation.
     * The floor limits the effect of age, so that old memories with other merits stay.
     *
     * @param floor the limit for great ages, in [0, 1]
     */
    public static ValueFunction ageWeight(Duration halfLife, double floor) {
        return floored(recencyOfUse(halfLife), floor);
    }

    private static ValueFunction floored(ValueFunction value, double floor) {
        Arguments.unit(floor, "floor");
        return (memory, usage, now) -> floor + (1 - floor) * value.value(memory, usage, now);
    }

    /**
     * {@code 2^(-t / halfLife)}, where t is the time since the last use, or since the creation if there was no use. The
     * recency of Generative Agents (Park et al., 2023), .995 per hour, is a half-life of 138.3 hours.
     */
    public static ValueFunction recencyOfUse(Duration halfLife) {
        double half = Arguments.positive(halfLife, "halfLife").toMillis();
        return (memory, usage, now) -> decay(Ages.lastTouched(memory, usage), now, half);
    }

    /**
     * {@code e^(-t / S)}, where t is the time since the last use, or since the creation, in days, and {@code S = 1 +
     * uses}. This is the forgetting curve (Ebbinghaus, 1885) in the form of MemoryBank (Zhong et al., 2023), where each
     * use slows the forgetting.
     */
    public static ValueFunction forgettingCurve() {
        return (memory, usage, now) ->
                Math.exp(-Ages.days(Ages.lastTouched(memory, usage), now) / (1.0 + usage.uses()));
    }

    /** {@code e^(-age / mean)}: 1 for a memory created now; for a rate per time, {@code mean = 1 / rate}. */
    public static ValueFunction exponential(Duration mean) {
        double millis = Arguments.positive(mean, "mean").toMillis();
        return (memory, usage, now) -> Math.exp(-Ages.millis(memory.createdAt(), now) / millis);
    }

    /**
     * {@code e^(-t / mean)}, where t is the time since the last use, or since the creation if there was no use: the
     * recency in MemoryOS's heat.
     */
    public static ValueFunction exponentialOfUse(Duration mean) {
        double millis = Arguments.positive(mean, "mean").toMillis();
        return (memory, usage, now) -> Math.exp(-Ages.millis(Ages.lastTouched(memory, usage), now) / millis);
    }

    /**
     * The probability of recall by FSRS-5. Each use raises the stability of a memory, by more if the probability of
     * recall was lower. A power curve, {@code (1 + 19/81 t/S)^-0.5}, which falls to .9 after S days. See {@link
     * PowerForgetting}.
     */
    public static ValueFunction powerForgetting() {
        return PowerForgetting::retrievability;
    }

    /**
     * {@code uses / (uses + half)}: 0 without uses, 1/2 after {@code half} uses, towards 1.
     *
     * @param half positive
     */
    public static ValueFunction frequency(int half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) -> usage.uses() / ((double) usage.uses() + half);
    }

    /**
     * {@code floor + (1 - floor) * uses / (uses + half)}: the floor limits the effect of missing uses, so that unused
     * memories with other merits stay.
     *
     * @param half positive
     * @param floor the value without uses, in [0, 1]
     */
    public static ValueFunction useWeight(int half, double floor) {
        return floored(frequency(half), floor);
    }

    /**
     * {@code parts / (parts + half)}, where parts is the number of memories that a memory was made from (1 if it was
     * not derived).
     *
     * @param half positive
     */
    public static ValueFunction parts(int half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) -> {
            double parts = Math.max(1, memory.observation().derivedFrom().size());
            return parts / (parts + half);
        };
    }

    /**
     * {@code length / (length + half)}, where length is the length of the text in characters.
     *
     * @param half positive
     */
    public static ValueFunction length(int half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) ->
                memory.text().length() / ((double) memory.text().length() + half);
    }

    /**
     * {@code attention / (attention + half)}: 0 without attention, 1/2 at {@code half}, towards 1.
     *
     * @param half positive
     */
    public static ValueFunction attention(double half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) -> usage.attention() / (usage.attention() + half);
    }

    /**
     * {@code w 2^(-t / halfLife)}, where t is the time since the last use and w the mean weight of all uses: half the
     * attention has the effect of one half-life. An unused memory counts as used with weight 1 at its creation.
     */
    public static ValueFunction recencyOfAttention(Duration halfLife) {
        ValueFunction recency = recencyOfUse(halfLife);
        return (memory, usage, now) -> meanWeight(usage) * recency.value(memory, usage, now);
    }

    private static double meanWeight(Usage usage) {
        return usage.uses() == 0 ? 1 : usage.attention() / usage.uses();
    }

    /** The memory's own importance. */
    public static ValueFunction importance() {
        return (memory, usage, now) -> memory.observation().importance();
    }

    /**
     * {@code (succeeded + 1) / (succeeded + failed + 2)}: the share of successful uses by Laplace's rule of succession;
     * 1/2 without known outcomes.
     */
    public static ValueFunction successRate() {
        return (memory, usage, now) -> (usage.succeeded() + 1.0) / ((double) usage.succeeded() + usage.failed() + 2.0);
    }

    /**
     * {@code succeeded / (succeeded + failed)} if there are enough known outcomes, otherwise 1. Uses without a known
     * outcome do not count. Memp (Fang et al., 2025) removes memories that were tried three times and succeeded in less
     * than half of them.
     *
     * @param tried the number of known outcomes from which the rate counts, positive
     */
    public static ValueFunction provenRate(int tried) {
        Arguments.positive(tried, "tried");
        return (memory, usage, now) -> {
            double known = (double) usage.succeeded() + usage.failed();
            return known < tried ? 1 : usage.succeeded() / known;
        };
    }

    /**
     * The weighted mean of the terms, which is in [0, 1] if they are.
     *
     * @param terms at least one of a positive weight
     */
    public static ValueFunction weightedSum(Term... terms) {
        List<Term> all = Arguments.allPresent(terms, "terms");
        double total = all.stream().mapToDouble(Term::weight).sum();
        requireWeight(total);
        return (memory, usage, now) -> {
            double sum = 0;
            for (Term term : all) {
                sum += term.weight() * term.function().value(memory, usage, now);
            }
            return sum / total;
        };
    }

    static void requireWeight(double total) {
        Arguments.require(total > 0, "a weighted sum needs a positive weight, but all are " + total);
    }

    /** The product of functions; 1 without any. */
    public static ValueFunction product(ValueFunction... functions) {
        List<ValueFunction> all = Arguments.allPresent(functions, "functions");
        return (memory, usage, now) -> {
            double product = 1;
            for (ValueFunction function : all) {
                product *= function.value(memory, usage, now);
            }
            return product;
        };
    }

    /**
     * A term of a {@linkplain #weightedSum weighted sum}.
     *
     * @param weight not negative
     * @param function returns values in [0, 1]
     */
    public record Term(double weight, ValueFunction function) {
        /** Checks the weight. */
        public Term {
            Arguments.notNegative(weight, "weight");
            Arguments.present(function, "function");
        }
    }

    private static double decay(Instant since, Instant now, double halfLifeMillis) {
        return Math.exp(-Math.log(2) * Ages.millis(since, now) / halfLifeMillis);
    }
}
