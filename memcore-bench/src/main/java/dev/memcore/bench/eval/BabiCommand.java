package dev.memcore.bench.eval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recall of the statements that bAbI's questions rest on. */
@Command(
        name = "babi",
        description = {
            "Recall of supporting statements on the bAbI tasks, beside baselines.",
            "Each story is a user; a question is asked when only the statements before it are there."
        },
        mixinStandardHelpOptions = true)
public final class BabiCommand extends SetCommand {
    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "N",
            description = "Which tasks, separated by commas (default: 1,2,3,7,8).")
    private List<Integer> tasks = new ArrayList<>(BabiSet.DEFAULT_TASKS);

    /** For picocli. */
    public BabiCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return BabiSet.read(data, tasks);
    }
}
