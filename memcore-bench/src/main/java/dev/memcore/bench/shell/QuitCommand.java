package dev.memcore.bench.shell;

import picocli.CommandLine.Command;

/** Ends the shell. */
@Command(name = "quit", aliases = "exit", description = "Ends the shell; so does Control-D.")
final class QuitCommand implements Runnable {
    private final Desk desk;

    QuitCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        desk.leave();
    }
}
