package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.VaswaniSet;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Measures the ranking of the abstracts of the Vaswani collection. */
@Command(
        name = "vaswani",
        description = "Measures MAP, nDCG and recall on the Vaswani collection, to depth 1,000, with baselines.",
        mixinStandardHelpOptions = true)
public final class VaswaniCommand extends SetCommand {
    /** For picocli. */
    public VaswaniCommand() {}

    @Override
    EvaluationSet read(Path data) {
        return VaswaniSet.read(data);
    }
}
