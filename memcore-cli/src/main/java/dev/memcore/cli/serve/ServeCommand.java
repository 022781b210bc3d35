package dev.memcore.cli.serve;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of servers. Each is a {@link ServerCommand} that is named in {@code subcommands}. */
@Command(
        name = "serve",
        description = {
            "Serves a store to other processes. A directory can be open in one process only, so this process is the"
                    + " one",
            "that has it open, and all others are clients."
        },
        mixinStandardHelpOptions = true,
        subcommands = {McpCommand.class, InspectorCommand.class})
public final class ServeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** For picocli. */
    public ServeCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a server: " + String.join(", ", spec.subcommands().keySet()));
    }
}
