package dev.memcore.bench.eval;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Setup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all evaluations of sets have. */
final class EvalOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the set, or the one that holds the sets' directories.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the answer to every question, as JSON lines.")
    private @Nullable Path out;

    @Option(
            names = "--limit-questions",
            paramLabel = "N",
            description = "Ask N questions of a set at most, spread over its users.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--seed", description = "Of the bootstrap and the random baseline (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    EvalOptions() {}

    /** Fails early if something that was given cannot be used. */
    void check() {
        if (limit < 1) {
            throw new BadInput("--limit-questions must be at least 1, but is " + limit);
        }
        json.check();
    }

    Path data() {
        return data;
    }

    @Nullable
    Path out() {
        return out;
    }

    Run run() {
        return new Run(Setup.ofDefaults(), limit, seed);
    }

    void writeJson(Object value) {
        json.write(value);
    }
}
