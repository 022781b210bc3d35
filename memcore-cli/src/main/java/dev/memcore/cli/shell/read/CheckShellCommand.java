package dev.memcore.cli.shell.read;

import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.store.CheckReports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Reads every byte of the store. */
@Command(
        name = "check",
        description = "Reads every byte of log and index, verifies checksums, and compares log and index.")
public final class CheckShellCommand implements Callable<Integer> {
    private final ShellContext desk;

    public CheckShellCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        return CheckReports.print(desk.screen(), desk.store().check());
    }
}
