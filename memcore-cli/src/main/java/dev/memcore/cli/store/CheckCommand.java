package dev.memcore.cli.store;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.Finding;
import dev.memcore.api.report.Recovery;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Screen;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads every byte of a store. */
@Command(
        name = "check",
        description = {
            "Reads every byte of a store's log and index, verifies checksums, and compares log and index.",
            "Opens the store first, which cuts an incomplete end of the log and rebuilds a damaged index.",
            "Exit code 1 if anything is wrong."
        },
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    /** Errors that prevent opening a store, and are therefore findings rather than failures. */
    private static final Set<ErrorCode> DAMAGE =
            EnumSet.of(ErrorCode.LOG_DAMAGED, ErrorCode.LOG_TRUNCATED, ErrorCode.FOREIGN_FILE, ErrorCode.INDEX_DAMAGED);

    @Mixin
    private final ExistingStore store = new ExistingStore();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Screen screen = Screen.standard();

    /** For picocli. */
    public CheckCommand() {}

    @Override
    public Integer call() {
        json.check();
        try (MemoryManager manager = store.open()) {
            Recovery recovery = manager.stats().recovery();
            screen.line(
                    "opened: ",
                    recovery.tornBytes(),
                    " torn bytes cut, index ",
                    recovery.indexState().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                    ", ",
                    recovery.replayed(),
                    " commits replayed into it");
            return report(
                    manager.check(), Map.of("recovery", recovery.indexState(), "tornBytes", recovery.tornBytes()));
        } catch (MemoryException e) {
            if (!DAMAGE.contains(e.code())) {
                throw e;
            }
            int code = report(new CheckReport(0, 0, 0, List.of(finding(e))), Map.of());
            screen.line("The store was not opened. salvage copies what is intact into a new store.");
            return code;
        }
    }

    private int report(CheckReport report, Map<String, Object> more) {
        Map<String, Object> result = CheckReports.json(report);
        result.putAll(more);
        json.write(result);
        return CheckReports.print(screen, report);
    }

    private static Finding finding(MemoryException damage) {
        String message = String.valueOf(damage.getMessage());
        return damage instanceof LogDamagedException place
                ? new Finding(damage.code(), place.file(), place.offset(), message)
                : new Finding(damage.code(), "", -1, message);
    }
}
