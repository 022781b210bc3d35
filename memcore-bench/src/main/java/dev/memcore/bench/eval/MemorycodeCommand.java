package dev.memcore.bench.eval;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Whether the latest version of a rule is recalled above those that it replaced. */
@Command(
        name = "memorycode",
        description = {
            "Is the latest version of a rule recalled above earlier ones? On MemoryCode, beside baselines.",
            "Each dialogue is a user; accuracy is the share of rules whose latest version is among the first 25,",
            "and above every turn that states a version which no longer holds."
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
