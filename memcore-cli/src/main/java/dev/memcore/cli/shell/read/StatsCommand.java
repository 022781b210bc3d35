package dev.memcore.cli.shell.read;

import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.store.StatsReports;
import picocli.CommandLine.Command;

/** Shows the state of the store. */
@Command(name = "stats", description = "Shows the state of the store.")
public final class StatsCommand implements Runnable {
    private final ShellContext desk;

    public StatsCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        StatsReports.print(desk.screen(), desk.store().stats());
    }
}
