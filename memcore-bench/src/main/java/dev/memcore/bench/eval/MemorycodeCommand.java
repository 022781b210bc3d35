package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.MemorycodeSet;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Measures whether the latest version of a rule is ranked above the versions that it replaced. */
@Command(
        name = "memorycode",
        description = {
            "Measures on MemoryCode whether the latest version of a rule is recalled above earlier ones, with"
                    + " baselines.",
            "Each dialogue is a user. Accuracy is the share of rules whose latest version is among the first 25 hits",
            "and above every turn with an outdated version."
        },
        mixinStandardHelpOptions = true)
public final class MemorycodeCommand extends SetCommand {
    /** For picocli. */
    public MemorycodeCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return MemorycodeSet.read(data);
    }
}
