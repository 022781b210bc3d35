package dev.memcore.bench.shell;

import dev.memcore.bench.store.Exports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes an export into the store. */
@Command(name = "import", description = "Imports an export into the store, which must be empty.")
final class ImportCommand implements Runnable {
    private final Desk desk;

    @Parameters(paramLabel = "FILE", description = "A file written by export.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path path;

    ImportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        desk.screen().line(Exports.read(desk.store(), path), " commits taken in");
    }
}
