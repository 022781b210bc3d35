package dev.memcore.papers.value;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;

/**
 * The utility weight of SEDM (Xu et al., 2025). A memory is replayed with and without; {@link #score} says what it was
 * worth, it is admitted from a threshold on, and begins with {@link #startingWeight}, which the host keeps as its
 * importance. From then on its {@link #value} is {@code w + gain * (succeeded - failed) - cost * uses}, within [0, 1].
 *
 * <p>The paper gives no values for the four constants.
 *
 * @param latency what a unit of latency takes from the score, not negative
 * @param tokens what a token takes from the score, not negative
 * @param gain what a use that went well adds, and one that went wrong takes; not negative
 * @param cost what each use takes, not negative
 */
public record ReplayUtility(double latency, double tokens, double gain, double cost) implements ValueFunction {
    /** Checks the constants. */
    public ReplayUtility {
        Arguments.notNegative(latency, "latency");
        Arguments.notNegative(tokens, "tokens");
        Arguments.notNegative(gain, "gain");
        Arguments.notNegative(cost, "cost");
    }

    /** What a memory was worth in a replay: more reward, less what more latency and more tokens cost. */
    public double score(double moreReward, double moreLatency, double moreTokens) {
        return moreReward - latency * moreLatency - tokens * moreTokens;
    }

    /** The weight with which a memory of this score begins, in [0, 1]. */
    public static double startingWeight(double score) {
        return Math.clamp(score, 0, 1);
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        double learned = gain * ((double) usage.succeeded() - usage.failed()) - cost * usage.uses();
        return Math.clamp(memory.observation().importance() + learned, 0, 1);
    }
}
