package dev.memcore.bench.eval;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the evaluations, one for each data set. */
@Command(
        name = "eval",
        description = "Measures recall on data with known evidence.",
        mixinStandardHelpOptions = true,
        subcommands = LocomoCommand.class)
public final class EvalCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** For picocli. */
    public EvalCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which data set, as in: eval locomo --data DIR");
    }
}
