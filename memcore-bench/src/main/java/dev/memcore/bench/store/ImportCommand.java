package dev.memcore.bench.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Screen;
import dev.memcore.bench.harness.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a store from an export. */
@Command(
        name = "import",
        description = "Imports an export into a new store, with the same state, versions and moments.",
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The directory of the new store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE",
            description = "A file written by export; - is standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public ImportCommand() {}

    @Override
    public Integer call() {
        json.check();
        boolean piped = file.equals(STANDARD_INPUT);
        if (!piped && !Files.isRegularFile(file)) {
            throw new BadInput("--in " + file + " is not a file; give one that export has written");
        }
        ExistingStore.requireNew("--dir", directory);
        try (MemoryManager manager = Stores.open(directory)) {
            long commits = piped ? manager.importFrom(System.in) : Exports.read(manager, file);
            screen.line(commits, " commits taken into ", directory);
            json.write(Map.of("commits", commits));
        }
        return 0;
    }
}
