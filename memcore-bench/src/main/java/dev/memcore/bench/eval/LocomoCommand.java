package dev.memcore.bench.eval;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recall of the evidence for LoCoMo's questions. */
@Command(
        name = "locomo",
        description = {
            "Turn recall on LoCoMo, by the official definition, beside baselines.",
            "All conversations are put into one durable store, each as its own user, and asked through recall.",
            "Other sets in LoCoMo's layout are measured in the same way, see --dataset."
        },
        mixinStandardHelpOptions = true)
public final class LocomoCommand extends SetCommand {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "locomo, beam, lifebench-en or lifebench-zh (default: ${DEFAULT-VALUE}).")
    private String dataset = "locomo";

    @Option(names = "--keys", description = "Give each turn the set's own observations of it as search keys.")
    private boolean keys;

    /** For picocli. */
    public LocomoCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return Sets.locomo(dataset, data, keys);
    }
}
