package dev.memcore.cli.shell.write;

import dev.memcore.api.MemoryId;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.shell.context.Receipts;
import dev.memcore.cli.shell.context.ShellContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Erases memories after showing them. */
@Command(
        name = "erase",
        description = {
            "Erases memories with all their versions and derived memories. This cannot be undone.",
            "Shows first what would be erased, and asks. The receipt can be verified later, see verify."
        })
public final class EraseCommand implements Runnable {
    private final ShellContext desk;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Target target;

    @Option(names = "--reason", paramLabel = "WHY", description = "The reason; stored in the log.")
    private @Nullable String reason;

    @Option(names = "--receipt", paramLabel = "FILE", description = "File for the receipt (default: print it).")
    private @Nullable Path file;

    @Option(names = "--yes", description = "Do not ask for confirmation.")
    private boolean yes;

    public EraseCommand(ShellContext desk) {
        this.desk = desk;
    }

    /** The target of the erasure: exactly one of these options. */
    static final class Target {
        @Parameters(arity = "1..*", paramLabel = "ID", description = "The memories: #7 as shown, an id, or its end.")
        private @Nullable List<String> ids;

        @Option(names = "--session", paramLabel = "NAME", description = "All memories of a session.")
        private @Nullable String session;

        @Option(names = "--whole-scope", description = "Everything in the current scope and in the scopes within it.")
        private boolean wholeScope;

        @Option(names = "--exact-scope", description = "Everything in exactly the current scope.")
        private boolean exactScope;

        @Option(names = "--whole-tenant", description = "Everything of the tenant, with all its users and agents.")
        private boolean wholeTenant;

        private Erasure erasure(ShellContext desk) {
            if (ids != null) {
                return Erasure.of(desk.ids(ids).toArray(MemoryId[]::new));
            }
            if (wholeScope) {
                return Erasure.wholeScope();
            }
            if (wholeTenant) {
                return Erasure.wholeTenant();
            }
            if (exactScope || session == null) {
                return Erasure.exactScope();
            }
            return Erasure.matching(MemoryFilter.builder().session(session).build());
        }
    }

    @Override
    public void run() {
        Erasure erasure = target.erasure(desk).withCause(reason == null ? Cause.HOST : Cause.of("host", reason));
        if (file != null && Files.exists(file)) {
            throw new BadInput("--receipt " + file + " already exists; nothing was erased");
        }
        new ErasurePreviewLines(desk).show(erasure);
        if (!desk.agrees(yes, "Erase them for good?")) {
            desk.screen().line("nothing was erased");
            return;
        }
        ErasureReceipt receipt = desk.space().erase(erasure);
        desk.screen().line("erased: ", receipt.entries().size(), " memories, in commit ", receipt.sequence());
        Receipts.keep(receipt, file, desk.screen());
    }
}
