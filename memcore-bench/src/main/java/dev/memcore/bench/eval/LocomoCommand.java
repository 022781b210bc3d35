package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.Sets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures recall of the evidence for LoCoMo's questions. */
@Command(
        name = "locomo",
        description = {
            "Measures recall of evidence turns on LoCoMo, by the official definition, with baselines.",
            "All conversations are in one durable store, each as a user of its own.",
            "Other sets in LoCoMo's format are measured in the same way, see --dataset."
        },
        mixinStandardHelpOptions = true)
public final class LocomoCommand extends SetCommand {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "locomo, beam, lifebench-en or lifebench-zh (default: ${DEFAULT-VALUE}).")
    private String dataset = "locomo";

    @Option(names = "--keys", description = "Store the set's own observations of a turn as its search keys.")
    private boolean keys;

    /** For picocli. */
    public LocomoCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return Sets.locomo(dataset, data, keys);
    }
}
