package dev.memcore.cli.shell.write;

import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.store.Exports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the store's whole history to a file. */
@Command(name = "export", description = "Writes the whole history, of all scopes, as JSON Lines.")
public final class ExportShellCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(paramLabel = "FILE", description = "The file; replaced if it exists.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path path;

    public ExportShellCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        desk.screen().line(Exports.write(desk.store(), path), " commits written to ", path);
    }
}
