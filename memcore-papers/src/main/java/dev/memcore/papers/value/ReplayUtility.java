package dev.memcore.papers.value;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.lifecycle.ValueFunction;
import java.time.Instant;

/**
 * The utility weight of SEDM (Xu et al., 2025). A task is replayed with and without a memory, and {@link #score}
 * computes its worth. A memory above a threshold is admitted with {@link #startingWeight}, which the host stores as its
 * importance. From then on its {@link #value} is {@code w + gain * (succeeded - failed) - cost * uses}, within [0, 1].
 *
 * <p>The paper gives no values for the four constants.
 *
 * @param latency the loss of score per unit of latency, not negative
 * @param tokens the loss of score per token, not negative
 * @param gain the gain of a successful use and the loss of a failed one, not negative
 * @param cost the loss of each use, not negative
 */
public record ReplayUtility(double latency, double tokens, double gain, double cost) implements ValueFunction {
    /** Checks the constants. */
    public ReplayUtility {
        Arguments.notNegative(latency, "latency");
        Arguments.notNegative(tokens, "tokens");
        Arguments.notNegative(gain, "gain");
        Arguments.notNegative(cost, "cost");
    }

    /**
     * Returns the worth of a memory in a replay: the gain of reward, less the costs of more latency and more tokens.
     */
    public double score(double moreReward, double moreLatency, double moreTokens) {
        return moreReward - latency * moreLatency - tokens * moreTokens;
    }

    /** Returns the initial weight of a memory with this score, in [0, 1]. */
    public static double startingWeight(double score) {
        return Math.clamp(score, 0, 1);
    }

    @Override
    public double value(Memory memory, Usage usage, Instant now) {
        double learned = gain * ((double) usage.succeeded() - usage.failed()) - cost * usage.uses();
        return Math.clamp(memory.observation().importance() + learned, 0, 1);
    }
}
