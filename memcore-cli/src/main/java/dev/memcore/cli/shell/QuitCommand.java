package dev.memcore.cli.shell;

import dev.memcore.cli.shell.context.ShellContext;
import picocli.CommandLine.Command;

/** Ends the shell. */
@Command(name = "quit", aliases = "exit", description = "Ends the shell; so does Control-D.")
final class QuitCommand implements Runnable {
    private final ShellContext desk;

    QuitCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        desk.leave();
    }
}
