package dev.memcore.bench.eval;

import dev.memcore.bench.eval.measure.OutcomeLines;
import dev.memcore.bench.eval.run.Report;
import dev.memcore.bench.eval.run.Run;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The common options of all evaluations of sets. */
final class EvalOptions {
    @Mixin
    private final RunOptions run = new RunOptions();

    @Option(
            names = "--ablate",
            description = "Repeat the questions without each signal of the ranking, and report the differences.")
    private boolean ablate;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the result of each question, as JSON lines.")
    private @Nullable Path out;

    /** For picocli. */
    EvalOptions() {}

    /** Fails early if an option is invalid. */
    void check() {
        run.check();
    }

    Path data() {
        return run.data();
    }

    /** Runs an evaluation with these options, and closes the embedder afterwards. */
    List<Report> evaluate(Function<Run, List<Report>> evaluation) {
        return run.with(setup -> evaluation.apply(new Run(setup, run.limit(), run.seed(), ablate)));
    }

    /** Writes the requested results. */
    void write(Object result, List<Report> reports) {
        run.write(result);
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
