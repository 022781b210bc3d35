package dev.memcore.cli.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a store's whole history as JSON Lines. */
@Command(
        name = "export",
        description = "Writes the whole history of a store as JSON Lines, in UTF-8.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Mixin
    private final ExistingStore store = new ExistingStore();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file; replaced if it exists. - is standard output, which then contains nothing else.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public ExportCommand() {}

    @Override
    public Integer call() {
        json.check();
        try (MemoryManager manager = store.open()) {
            long commits = file.equals(STANDARD_OUTPUT) ? toStandardOutput(manager) : toFile(manager);
            json.write(Map.of("commits", commits));
        }
        return 0;
    }

    private static long toStandardOutput(MemoryManager manager) {
        long commits = manager.exportTo(System.out);
        System.out.flush();
        return commits;
    }

    private long toFile(MemoryManager manager) {
        long commits = Exports.write(manager, file);
        screen.line(commits, " commits written to ", file);
        return commits;
    }
}
