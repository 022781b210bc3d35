package dev.memcore.cli.store;

import dev.memcore.api.report.CheckReport;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that creates a new store from a directory, and reports the result of checking it. */
abstract class NewStoreCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The directory of the new store.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path target;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** The option that names the source. */
    abstract String option();

    /** The directory that is read. */
    abstract Path source();

    /** Creates the store. */
    abstract CheckReport make(Path source, Path target);

    @Override
    public final Integer call() {
        json.check();
        ExistingStore.require(option(), source());
        ExistingStore.requireNew("--to", target);
        CheckReport report = make(source(), target);
        json.write(CheckReports.json(report));
        return CheckReports.print(screen, report);
    }
}
