package dev.memcore.bench.shell;

import dev.memcore.bench.store.BackupReports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies the store's log. */
@Command(name = "backup", description = "Copies the log into a directory, or brings an earlier copy up to date.")
final class BackupCommand implements Runnable {
    private final Desk desk;

    @Parameters(paramLabel = "DIR", description = "The copy's directory.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path path;

    BackupCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        BackupReports.print(desk.screen(), desk.store().backup(path));
    }
}
