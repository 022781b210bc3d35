package dev.memcore.bench.tasks.ability;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.eval.run.Abstention;
import dev.memcore.bench.eval.run.Evaluation;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T9: the abilities of BEAM, each as a condition on what is retrieved. */
@Command(
        name = "beam",
        description = {
            "T9. Stores the conversations of BEAM, and checks for the questions of each ability a condition that needs"
                + " no language model: both sides of a contradiction are found and reported; the order of events by"
                + " Kendall's tau; recall of evidence; a rule or preference is in the context without being asked for;"
                + " the newest statement comes first; all sessions are found; the share of evidence in the context;"
                + " all dates are found; and abstention by the confidence in questions of other conversations."
        },
        mixinStandardHelpOptions = true)
public final class BeamCommand extends TaskCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The directory of BEAM in LoCoMo's layout, or the directory that contains it as beam.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The maximum number of questions, spread over the conversations (default: all).")
    private int limit = Integer.MAX_VALUE;

    /** For picocli. */
    public BeamCommand() {
        super("T9");
    }

    @Override
    protected void quick() {
        limit = 20;
    }

    @Override
    protected void measure(Trial trial) {
        if (!Files.isDirectory(data) || limit < 1) {
            throw new BadInput("--data must be a directory, and --limit 1 or more");
        }
        EvaluationSet set = Sets.BEAM.read(data);
        Evaluation evaluation = new Evaluation(set, limit);
        Map<String, List<Double>> scores = new LinkedHashMap<>();
        try (MemoryManager store = Stores.open(trial.directory("beam"))) {
            for (int round = 0; round < evaluation.rounds(); round++) {
                evaluation.remember(store, round);
                evaluation.forEach(store, round, (space, group, asked) -> {
                    BeamCondition.of(asked.category())
                            .ifPresent(condition -> condition.check(
                                    new BeamCondition.Question(set, evaluation, space, group, asked), scores));
                    trial.asked(1);
                });
            }
            trial.figure("abstentionAuroc", Abstention.of(evaluation, store).area());
        }
        scores.forEach((figure, values) -> trial.figure(
                figure, values.stream().mapToDouble(value -> value).average().orElse(Double.NaN)));
        trial.note("mechanisms row 71, task T9, maps the abilities and states no bound for retrieval. Its figures of"
                + " another system (.45 abstention, .325 event ordering) are those of answers by a language model.");
    }
}
