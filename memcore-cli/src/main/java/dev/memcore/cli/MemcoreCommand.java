package dev.memcore.cli;

import dev.memcore.api.error.MemoryException;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Harmless;
import dev.memcore.cli.imports.ImportCommand;
import dev.memcore.cli.person.ExportUserCommand;
import dev.memcore.cli.serve.ServeCommand;
import dev.memcore.cli.shell.ShellCommand;
import dev.memcore.cli.store.BackupCommand;
import dev.memcore.cli.store.CheckCommand;
import dev.memcore.cli.store.ExportCommand;
import dev.memcore.cli.store.RestoreCommand;
import dev.memcore.cli.store.SalvageCommand;
import dev.memcore.cli.store.StoreStatsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code memcore}. Exit codes: 0 success; 1 a check or an operation failed; 2 invalid input. */
@Command(
        name = "memcore",
        description = "Looks into, copies, repairs, fills and serves stores of memories.",
        version = "memcore 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:a check found something, an operation failed, or something was not imported",
            "2:invalid input; nothing was changed"
        },
        subcommands = {
            ShellCommand.class,
            StoreStatsCommand.class,
            CheckCommand.class,
            SalvageCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ExportUserCommand.class,
            ServeCommand.class,
            CompletionCommand.class,
        })
public final class MemcoreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private MemcoreCommand() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command, and returns its exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** Returns the command with all of its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new MemcoreCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // "@alice" is a name, not a file
                .setExecutionExceptionHandler(MemcoreCommand::explain);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        int code = failure instanceof BadInput ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        if (failure instanceof BadInput || failure instanceof MemoryException) {
            String name = command.getCommandSpec().qualifiedName();
            command.getErr().println(name + ": " + Harmless.of(String.valueOf(failure.getMessage())));
            return code;
        }
        throw failure; // picocli prints the trace and exits with 1
    }
}
