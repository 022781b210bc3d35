package dev.memcore.bench.eval;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recall of the passages that support the answers to MuSiQue's questions. */
@Command(
        name = "musique",
        description = {
            "Recall of supporting passages on MuSiQue, beside baselines.",
            "All passages are memories of one user; a category is a number of hops."
        },
        mixinStandardHelpOptions = true)
public final class MusiqueCommand extends SetCommand {
    @Option(
            names = "--facts",
            description = "Remember the triples extracted from the passages, too, as facts made from them.")
    private boolean facts;

    @Option(names = "--keys", description = "Give each passage its extracted names and triples as search keys.")
    private boolean keys;

    /** For picocli. */
    public MusiqueCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return MusiqueSet.read(data, facts, keys);
    }
}
