package dev.memcore.consolidation.value;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.consolidation.age.Ages;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What memories are worth: the usual terms, each in [0, 1], and how to combine them. All are pure, O(1), and safe for any
 * number of threads.
 *
 * <p>The age of a memory counts from its {@linkplain dev.memcore.api.Memory#createdAt() creation}: no later version makes it young again. A
 * moment in the future counts as now.
 */
public final class Values {
    private Values() {}

    /** {@code 2^(-age / halfLife)}: 1 for what was created just now, 1/2 after one half-life, 1/4 after two. */
    public static ValueFunction recency(Duration halfLife) {
        double half = Arguments.positive(halfLife, "halfLife").toMillis();
        return (memory, usage, now) -> decay(memory.createdAt(), now, half);
    }

    /**
     * {@code floor + (1 - floor) * 2^(-t / halfLife)}, where t is the time since the last use, or since the creation: disuse
     * weighs, but never more than so much, so that what is old and worth keeping otherwise is kept.
     *
     * @param floor what remains in the end, in [0, 1]
     */
    public static ValueFunction ageWeight(Duration halfLife, double floor) {
        return floored(recencyOfUse(halfLife), floor);
    }

    private static ValueFunction floored(ValueFunction value, double floor) {
        Arguments.unit(floor, "floor");
        return (memory, usage, now) -> floor + (1 - floor) * value.value(memory, usage, now);
    }

    /**
     * {@code 2^(-t / halfLife)}, where t is the time since the last use, or since the creation of what was never used. The
     * recency of Generative Agents (Park et al., 2023), .995 for each hour, is a half-life of 138.3 hours.
     */
    public static ValueFunction recencyOfUse(Duration halfLife) {
        double half = Arguments.positive(halfLife, "halfLife").toMillis();
        return (memory, usage, now) -> decay(Ages.lastTouched(memory, usage), now, half);
    }

    /**
     * {@code e^(-t / S)}, where t is the time since the last use, or since the creation, in days, and {@code S = 1 + uses}:
     * the forgetting curve (Ebbinghaus, 1885) as MemoryBank (Zhong et al., 2023) has it, where each use slows the forgetting.
     */
    public static ValueFunction forgettingCurve() {
        return (memory, usage, now) ->
                Math.exp(-Ages.days(Ages.lastTouched(memory, usage), now) / (1.0 + usage.uses()));
    }

    /** {@code e^(-age / mean)}: 1 for what was created just now; with a rate per time, {@code mean = 1 / rate}. */
    public static ValueFunction exponential(Duration mean) {
        double millis = Arguments.positive(mean, "mean").toMillis();
        return (memory, usage, now) -> Math.exp(-Ages.millis(memory.createdAt(), now) / millis);
    }

    /** The same since the last use, or since the creation of what was never used: the recency in MemoryOS's heat. */
    public static ValueFunction exponentialOfUse(Duration mean) {
        double millis = Arguments.positive(mean, "mean").toMillis();
        return (memory, usage, now) -> Math.exp(-Ages.millis(Ages.lastTouched(memory, usage), now) / millis);
    }

    /**
     * The probability of recall by FSRS-5, where each use raises the stability of a memory, the more the less probable recall
     * had become: a power curve, {@code (1 + 19/81 t/S)^-0.5}, which falls to .9 after S days. See {@link PowerForgetting}.
     */
    public static ValueFunction powerForgetting() {
        return PowerForgetting::retrievability;
    }

    /**
     * {@code uses / (uses + half)}: 0 for what was never used, 1/2 after {@code half} uses, towards 1.
     *
     * @param half positive
     */
    public static ValueFunction frequency(int half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) -> usage.uses() / ((double) usage.uses() + half);
    }

    /**
     * {@code floor + (1 - floor) * uses / (uses + half)}: use weighs, but what was never used keeps so much, so that what is
     * worth keeping otherwise is kept.
     *
     * @param half positive
     * @param floor what remains to what was never used, in [0, 1]
     */
    public static ValueFunction useWeight(int half, double floor) {
        return floored(frequency(half), floor);
    }

    /** The memories that it was made from (1 for what was not derived), {@code parts / (parts + half)}. */
    public static ValueFunction parts(int half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) -> {
            double parts = Math.max(1, memory.observation().derivedFrom().size());
            return parts / (parts + half);
        };
    }

    /** The length of the text in characters, {@code length / (length + half)}. */
    public static ValueFunction length(int half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) ->
                memory.text().length() / ((double) memory.text().length() + half);
    }

    /**
     * {@code attention / (attention + half)}: 0 for what never had any, 1/2 at {@code half}, towards 1.
     *
     * @param half positive
     */
    public static ValueFunction attention(double half) {
        Arguments.positive(half, "half");
        return (memory, usage, now) -> usage.attention() / (usage.attention() + half);
    }

    /**
     * {@code w 2^(-t / halfLife)}, where t is the time since the last use and w the mean weight of all uses: half the attention counts
     * as one half-life longer ago. What was never used counts as wholly attended to when it was created.
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
     * {@code (succeeded + 1) / (succeeded + failed + 2)}: the share of uses that went well, by Laplace's rule of succession;
     * 1/2 where nothing is known.
     */
    public static ValueFunction successRate() {
        return (memory, usage, now) -> (usage.succeeded() + 1.0) / ((double) usage.succeeded() + usage.failed() + 2.0);
    }

    /**
     * {@code succeeded / (succeeded + failed)} of what has been tried often enough, else 1: uses whose outcome is not known do
     * not count. Memp (Fang et al., 2025) retires what was tried three times and went well less than half of them.
     *
     * @param tried from how many known outcomes on the rate counts, positive
     */
    public static ValueFunction provenRate(int tried) {
        Arguments.positive(tried, "tried");
        return (memory, usage, now) -> {
            double known = (double) usage.succeeded() + usage.failed();
            return known < tried ? 1 : usage.succeeded() / known;
        };
    }

    /**
     * The weighted mean of the terms, so in [0, 1] if they are.
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

    /** The product of functions: a memory must be worth something by each of them. 1 without any. */
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
     * A part of a {@linkplain #weightedSum weighted sum}.
     *
     * @param weight not negative
     * @param function gives values in [0, 1]
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
