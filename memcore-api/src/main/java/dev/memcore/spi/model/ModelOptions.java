package dev.memcore.spi.model;

import dev.memcore.api.check.Arguments;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of one call. An option that a model does not have is ignored by it.
 *
 * @param maxTokens the maximum number of tokens of the reply, 1 or more; null for the limit of the model
 * @param temperature the randomness of the reply, 0 to 2, where 0 is the least; null for the default of the model
 * @param seed makes replies repeatable, if the model supports it; null for none
 * @param stop the texts before which the reply ends; none is empty
 * @param timeout the maximum duration of the call; positive
 */
public record ModelOptions(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Long seed,
        List<String> stop,
        Duration timeout) {
    /** The timeout of {@link #ofDefaults()}. Long replies of large models take up to a minute. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    private static final double MOST_TEMPERATURE = 2;
    private static final ModelOptions DEFAULTS = new ModelOptions(null, null, null, List.of(), DEFAULT_TIMEOUT);

    /** Checks the ranges. */
    public ModelOptions {
        if (maxTokens != null) {
            Arguments.positive(maxTokens, "maxTokens");
        }
        if (temperature != null && !(temperature >= 0 && temperature <= MOST_TEMPERATURE)) {
            throw Arguments.invalid("temperature must lie in [0, 2], but is " + temperature);
        }
        stop = Arguments.list(stop, "stop");
        stop.forEach(text -> Arguments.require(!text.isEmpty(), "a text of stop must not be empty"));
        Arguments.positive(timeout, "timeout");
    }

    /** Returns the defaults of the model, with a timeout of two minutes. */
    public static ModelOptions ofDefaults() {
        return DEFAULTS;
    }

    /** Returns these options with a maximum number of tokens. */
    public ModelOptions withMaxTokens(int tokens) {
        return new ModelOptions(tokens, temperature, seed, stop, timeout);
    }

    /** Returns these options with a temperature. */
    public ModelOptions withTemperature(double value) {
        return new ModelOptions(maxTokens, value, seed, stop, timeout);
    }

    /** Returns these options with a timeout. */
    public ModelOptions withTimeout(Duration duration) {
        return new ModelOptions(maxTokens, temperature, seed, stop, duration);
    }
}
