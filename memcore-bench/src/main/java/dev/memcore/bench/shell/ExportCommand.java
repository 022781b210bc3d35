package dev.memcore.bench.shell;

import dev.memcore.bench.store.Exports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the store's whole history to a file. */
@Command(name = "export", description = "Writes the whole history, of all scopes, as JSON Lines.")
final class ExportCommand implements Runnable {
    private final Desk desk;

    @Parameters(paramLabel = "FILE", description = "The file; replaced if it exists.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path path;

    ExportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        desk.screen().line(Exports.write(desk.store(), path), " commits written to ", path);
    }
}
