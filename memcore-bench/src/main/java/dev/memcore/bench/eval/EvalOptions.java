package dev.memcore.bench.eval;

import dev.memcore.bench.distill.Embedders;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Preset;
import dev.memcore.bench.harness.Setup;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "static, bge-small or minilm (default: ${DEFAULT-VALUE}).")
    private String embedder = Embedders.STATIC;

    @Option(
            names = "--vectors",
            paramLabel = "DIR",
            description = "Keep the vectors of bge-small and minilm in this directory, for the next run.")
    private @Nullable Path vectors;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "How the store is configured: plain, rrf, logOdds, memGas, hippoRag2, coarse, hcam, hMem,"
                    + " prototype, feedback, bm25 or dense (default: ${DEFAULT-VALUE}).")
    private String preset = Preset.PLAIN.label();

    @Option(
            names = "--ablate",
            description = "Then run again without each of the fuser's signals, and report the differences.")
    private boolean ablate;

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
        Embedders.check(embedder);
        Preset.named(preset);
        json.check();
    }

    Path data() {
        return data;
    }

    /** Evaluates with these options; the embedder lives as long. */
    List<Report> evaluate(Function<Run, List<Report>> evaluation) {
        Embedder opened = Embedders.open(embedder, vectors);
        try {
            Setup setup = new Setup(opened, Preset.named(preset), null);
            if (ablate) {
                setup.signals(); // fails early where there are none
            }
            return evaluation.apply(new Run(setup, limit, seed, ablate));
        } finally {
            Embedders.close(opened);
        }
    }

    /** Writes what was asked for. */
    void write(Object result, List<Report> reports) {
        json.write(result);
        if (out == null) {
            return;
        }
        try (Writer writer = Files.newBufferedWriter(out)) {
            for (Report report : reports) {
                OutcomeLines.write(writer, report.set().name(), report.answers());
            }
        } catch (IOException e) {
            throw new BadInput("cannot write " + out + ": " + e, e);
        }
    }
}
