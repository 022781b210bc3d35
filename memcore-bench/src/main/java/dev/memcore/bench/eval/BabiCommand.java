package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.BabiSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures recall of the statements that answer bAbI's questions. */
@Command(
        name = "babi",
        description = {
            "Measures recall of supporting statements on the bAbI tasks, with baselines.",
            "Each story is a user. A question is asked when only the statements before it are stored."
        },
        mixinStandardHelpOptions = true)
public final class BabiCommand extends SetCommand {
    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "N",
            description = "Tasks, separated by commas (default: 1,2,3,7,8).")
    private List<Integer> tasks = new ArrayList<>(BabiSet.DEFAULT_TASKS);

    /** For picocli. */
    public BabiCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return BabiSet.read(data, tasks);
    }
}
