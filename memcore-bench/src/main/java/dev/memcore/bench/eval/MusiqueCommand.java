package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.MusiqueSet;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures recall of the passages that support the answers to MuSiQue's questions. */
@Command(
        name = "musique",
        description = {
            "Measures recall of supporting passages on MuSiQue, with baselines.",
            "All passages are memories of one user. A category is a number of hops."
        },
        mixinStandardHelpOptions = true)
public final class MusiqueCommand extends SetCommand {
    @Option(
            names = "--facts",
            description = "Also store the triples extracted from the passages, as facts derived from them.")
    private boolean facts;

    @Option(names = "--keys", description = "Store the extracted names and triples of a passage as its search keys.")
    private boolean keys;

    /** For picocli. */
    public MusiqueCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return MusiqueSet.read(data, facts, keys);
    }
}
