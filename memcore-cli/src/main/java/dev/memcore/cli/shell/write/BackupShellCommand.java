package dev.memcore.cli.shell.write;

import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.store.BackupReports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies the store's log. */
@Command(name = "backup", description = "Writes a backup into a directory, or updates an earlier backup.")
public final class BackupShellCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(paramLabel = "DIR", description = "The directory of the backup.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path path;

    public BackupShellCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        BackupReports.print(desk.screen(), desk.store().backup(path));
    }
}
