package dev.memcore.bench.updates;

import dev.memcore.bench.duplicates.SourceTexts;
import dev.memcore.bench.eval.baseline.Baseline;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.Sitting;
import dev.memcore.bench.eval.run.Way;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether the newest statement about a subject comes first, among many newer unrelated notes. */
@Command(
        name = "updates",
        description = {
            "Measures whether recall returns the valid statement first: places, holders, states, dates, values and"
                    + " homes, stated once or several times as texts without keys, followed by unrelated newer notes.",
            "Questions are asked with and without a word for now. Some ask for an earlier statement. Others are about"
                + " subjects that are mentioned later without a new value, or that share a word with another subject."
        },
        mixinStandardHelpOptions = true)
public final class UpdatesCommand implements Callable<Integer> {
    private static final int MOST_NOTES = 1_000_000;
    private static final int MOST_SUBJECTS = 10;

    @Option(
            names = "--notes",
            paramLabel = "N",
            split = ",",
            description = "Numbers of unrelated notes, each for a user of its own (default: ${DEFAULT-VALUE}).")
    private List<Integer> notes = List.of(500, 1_500, 5_000);

    @Option(
            names = "--subjects",
            paramLabel = "N",
            description = "Number of subjects of each aspect in each situation, from 1 to " + MOST_SUBJECTS
                    + " (default: ${DEFAULT-VALUE}).")
    private int subjects = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "A directory with more real texts for the unrelated notes, in strategyqa-memory and locomo.",
                "If not set: the dialogues that are included in memcore-bench."
            })
    private @Nullable Path data;

    @Option(names = "--seed", description = "Seed of the generator (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--errors", description = "Print every question whose first memory is not the expected one.")
    private boolean errors;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public UpdatesCommand() {}

    @Override
    public Integer call() {
        check();
        List<String> real =
                SourceTexts.in(data).values().stream().flatMap(List::stream).toList();
        UpdatesSet set = new UpdatesSet(notes, subjects, real, seed);
        Setup setup = Setup.ofDefaults();
        Evaluation evaluation = new Evaluation(set, Integer.MAX_VALUE);
        Way way = Way.with("full", setup.preset().fuser());
        new Sitting(evaluation, setup).ask(List.of(way), store -> {});
        Map<String, Outcomes> baselines = new LinkedHashMap<>();
        for (Baseline baseline : Baseline.all(setup.embedder(), seed)) {
            if (List.of("bm25", "dense").contains(baseline.name())) {
                baselines.put(baseline.name(), evaluation.ask(baseline));
            }
        }
        UpdatesReport report = new UpdatesReport(set, seed, way.counted(set), baselines);
        report.print(Terminal.standard(), errors);
        json.write(report.json());
        return 0;
    }

    private void check() {
        if (notes.isEmpty() || notes.stream().anyMatch(count -> count < 0 || count > MOST_NOTES)) {
            throw new BadInput("--notes must be from 0 to " + MOST_NOTES + ", but is " + notes);
        }
        if (notes.stream().distinct().count() < notes.size()) {
            throw new BadInput("--notes must be different numbers, but is " + notes);
        }
        if (subjects < 1 || subjects > MOST_SUBJECTS) {
            throw new BadInput("--subjects must be from 1 to " + MOST_SUBJECTS + ", but is " + subjects);
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        json.check();
    }
}
