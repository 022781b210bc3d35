package dev.memcore.cli.imports;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import dev.memcore.cli.shell.context.PrincipalOptions;
import dev.memcore.cli.store.ExistingStore;
import dev.memcore.cli.store.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Imports an export of memcore into a new store, or the file of another system into any store. */
@Command(
        name = "import",
        description = {
            "Imports an export of memcore into a new store, with the same state, versions and moments.",
            "With --format, imports the file of another system into a new or existing store. Times, roles and ids stay"
                    + " as they were. A second run imports only what is new.",
            "Exit code 1 if something should have been imported and was not; the report says what and why."
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    static final Path STANDARD_INPUT = Path.of("-");
    static final String OWN = "memcore";
    private static final String DEFAULT_TENANT = "default";

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the store; created if it does not exist.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path directory;

    @Option(names = "--in", required = true, paramLabel = "FILE", description = "The file; - is standard input.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = OWN,
            description = "One of memcore (the default), mem0, chatgpt, claude, zep, langchain4j,"
                    + " langchain4j-embeddings.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String format;

    @Mixin
    private final PrincipalOptions owner = new PrincipalOptions();

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "The session of a file of format langchain4j; by default, the name of the file without its"
                    + " ending.")
    private @Nullable String session;

    @Option(names = "--dry-run", description = "Read the file of another system, report, and write nothing.")
    private boolean dry;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public ImportCommand() {}

    @Override
    public Integer call() {
        json.check();
        if (!file.equals(STANDARD_INPUT) && !Files.isRegularFile(file)) {
            throw new BadInput("--in " + file + " is not a file");
        }
        return format.equals(OWN) ? own() : foreign(ForeignImport.format(format, session()));
    }

    private int own() {
        if (dry || session != null || owner.given()) {
            throw new BadInput("an export of memcore has its scopes and sessions in it; --tenant, --user, --agent,"
                    + " --clear, --session and --dry-run are for other formats");
        }
        ExistingStore.requireNew("--dir", directory);
        try (MemoryManager store = Memcore.open(directory)) {
            long commits = file.equals(STANDARD_INPUT) ? store.importFrom(System.in) : Exports.read(store, file);
            screen.line(commits, " commits taken into ", directory);
            json.write(Map.of("commits", commits));
        }
        return 0;
    }

    private int foreign(ForeignFormat foreign) {
        ImportReport report = new ImportReport();
        Scope scope = owner.reader(DEFAULT_TENANT).scope();
        if (dry) {
            return finish(foreign, report, ForeignImport.read(foreign, file, new StoreImport(null, scope, report)));
        }
        try (MemoryManager store = Memcore.open(directory)) {
            return finish(foreign, report, ForeignImport.read(foreign, file, new StoreImport(store, scope, report)));
        }
    }

    private int finish(ForeignFormat foreign, ImportReport report, String fault) {
        if (!fault.isEmpty()) {
            report.skipped(file.toString(), "the rest of the file: " + fault, true);
        }
        report.print(screen, dry);
        json.write(report.json(foreign.name(), dry));
        return report.hasFaults() ? 1 : 0;
    }

    private String session() {
        if (session != null) {
            return session;
        }
        String name = String.valueOf(file.getFileName());
        return name.contains(".") && !name.startsWith(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}
