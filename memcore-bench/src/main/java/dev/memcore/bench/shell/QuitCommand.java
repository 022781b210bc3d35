package dev.memcore.bench.shell;

import dev.memcore.bench.shell.context.ShellContext;
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
