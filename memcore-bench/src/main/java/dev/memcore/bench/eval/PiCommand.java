package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.PiSet;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Measures whether recall returns the last of many values of a key. */
@Command(
        name = "pi",
        description = {
            "Measures proactive interference: is the last of up to 400 updates of a key the first hit?",
            "The updates are stored as facts with a key and as plain texts. Questions follow after 1, 2, 5 ... 400"
                    + " updates."
        },
        mixinStandardHelpOptions = true)
public final class PiCommand extends SetCommand {
    /** For picocli. */
    public PiCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return PiSet.read(data);
    }
}
