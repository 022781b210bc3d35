package dev.memcore.cli.shell.write;

import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.store.Exports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Imports an export into the store. */
@Command(name = "import", description = "Imports an export into the store, which must be empty.")
public final class ImportShellCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(paramLabel = "FILE", description = "A file written by export.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path path;

    public ImportShellCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        desk.screen().line(Exports.read(desk.store(), path), " commits taken in");
    }
}
