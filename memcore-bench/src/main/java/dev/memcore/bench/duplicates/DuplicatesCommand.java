package dev.memcore.bench.duplicates;

import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures precision and recall of the near-duplicate merge. */
@Command(
        name = "duplicates",
        description = {
            "Measures precision and recall of the near-duplicate merge, on pairs made from real texts by known edits.",
            "All texts of a source are stored in one scope, so every merge across pairs counts as wrong."
        },
        mixinStandardHelpOptions = true)
public final class DuplicatesCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "A directory with more texts, in strategyqa-memory and locomo.",
                "If not set: the dialogues that are included in memcore-bench."
            })
    private @Nullable Path data;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Maximum number of pairs for each edit (default: ${DEFAULT-VALUE}).")
    private int pairs = 150;

    @Option(names = "--seed", description = "Seed of the edits (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--errors", description = "Print every pair that was classified wrongly.")
    private boolean errors;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public DuplicatesCommand() {}

    @Override
    public Integer call() {
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        json.check();
        Map<String, List<String>> texts = SourceTexts.in(data);
        DuplicatesReport report = new DuplicatesReport(texts, seed, MergeTrial.of(LabelledSet.of(texts, pairs, seed)));
        report.print(Terminal.standard(), errors);
        json.write(report.json());
        return 0;
    }
}
