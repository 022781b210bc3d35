package dev.memcore.bench;

import dev.memcore.api.error.MemoryException;
import dev.memcore.bench.agent.AgentCommand;
import dev.memcore.bench.classes.ClassesCommand;
import dev.memcore.bench.crash.CrashCommand;
import dev.memcore.bench.crash.CrashWriterCommand;
import dev.memcore.bench.demo.DemoCommand;
import dev.memcore.bench.demo.DemoWriterCommand;
import dev.memcore.bench.distill.Distill;
import dev.memcore.bench.erase.EraseCommand;
import dev.memcore.bench.eval.FitCommand;
import dev.memcore.bench.jmh.JmhCommand;
import dev.memcore.bench.peers.PeersChildCommand;
import dev.memcore.bench.peers.PeersCommand;
import dev.memcore.bench.peers.scale.ScaleCommand;
import dev.memcore.bench.perf.CallersCommand;
import dev.memcore.bench.perf.PerfCommand;
import dev.memcore.bench.results.ResultsCommand;
import dev.memcore.bench.simulate.SimulateCommand;
import dev.memcore.bench.site.SiteCommand;
import dev.memcore.bench.soak.SoakChildCommand;
import dev.memcore.bench.soak.SoakCommand;
import dev.memcore.bench.tasks.TasksCommand;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Harmless;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the measurements. Exit codes: 0 success; 1 a check or an operation failed; 2 invalid input. */
@Command(
        name = "memcore-bench",
        description =
                "Demonstrates, measures and tests memcore. The command memcore of memcore-cli administers stores.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            AgentCommand.class,
            EvalCommand.class,
            FitCommand.class,
            SimulateCommand.class,
            TasksCommand.class,
            ResultsCommand.class,
            SiteCommand.class,
            CrashCommand.class,
            SoakCommand.class,
            EraseCommand.class,
            PerfCommand.class,
            CallersCommand.class,
            PeersCommand.class,
            ScaleCommand.class,
            ClassesCommand.class,
            JmhCommand.class,
            Distill.class,
            DemoWriterCommand.class,
            CrashWriterCommand.class,
            SoakChildCommand.class,
            PeersChildCommand.class,
        })
public final class Bench implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Bench() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command, and returns its exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new Bench())
                .setExecutionExceptionHandler(Bench::explain)
                .execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof BadInput) {
            command.getErr().println(name + ": " + Harmless.of(String.valueOf(failure.getMessage())));
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof MemoryException) {
            command.getErr().println(name + ": " + Harmless.of(String.valueOf(failure.getMessage())));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure; // picocli prints the trace and exits with 1
    }
}
