package dev.memcore.bench.eval;

import dev.memcore.bench.distill.Embedders;
import dev.memcore.bench.harness.Preset;
import dev.memcore.bench.harness.SecondLook;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.spi.Embedder;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The common options of commands that ask the questions of sets: data, store and number of questions. */
final class RunOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory of the set, or the directory that contains the directories of the sets.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "static, static-zh (with memcore-embed-zh), bge-small, bge-small-zh or minilm (default:"
                    + " ${DEFAULT-VALUE}).")
    private String embedder = Embedders.STATIC;

    @Option(
            names = "--vectors",
            paramLabel = "DIR",
            description = "Cache the vectors of bge-small, bge-small-zh and minilm in this directory for the next run.")
    private @Nullable Path vectors;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "How the store is configured: plain, rrf, logOdds, memGas, hippoRag2, coarse, hcam, hMem,"
                    + " prototype, feedback, iterative, bm25 or dense (default: ${DEFAULT-VALUE}).")
    private String preset = Preset.PLAIN.label();

    @Option(
            names = "--rerank",
            paramLabel = "NAME",
            description = {
                "What looks again at the best of each recall: none, mmr (by words), mmrDense (by vectors) or linear,",
                "which learns from the evidence of each question after it was asked (default: ${DEFAULT-VALUE})."
            })
    private String look = SecondLook.NONE.label();

    @Option(
            names = "--limit-questions",
            paramLabel = "N",
            description = "Maximum number of questions of a set, spread over its users.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            description = "Seed of the bootstrap and the random baseline (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    RunOptions() {}

    /** Fails early if an option is invalid. */
    void check() {
        if (limit < 1) {
            throw new BadInput("--limit-questions must be at least 1, but is " + limit);
        }
        Embedders.check(embedder);
        Preset.named(preset);
        SecondLook.named(look);
        json.check();
    }

    Path data() {
        return data;
    }

    /** Returns the maximum number of questions of a set. */
    int limit() {
        return limit;
    }

    long seed() {
        return seed;
    }

    /** Runs an action with the chosen setup, and closes the embedder afterwards. */
    <T> T with(Function<Setup, T> action) {
        Embedder opened = Embedders.open(embedder, vectors);
        try {
            return action.apply(new Setup(opened, Preset.named(preset), SecondLook.named(look)));
        } finally {
            Embedders.close(opened);
        }
    }

    /** Writes the machine-readable result if it was requested. */
    void write(Object result) {
        json.write(result);
    }
}
