package dev.memcore.cli.shell.read;

import static dev.memcore.cli.console.Screen.strong;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows all versions of a memory. */
@Command(
        name = "history",
        description = "Shows all stored versions of a memory, oldest first: what changed, by whom and why.")
public final class HistoryCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(paramLabel = "ID", description = "The memory: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String reference;

    public HistoryCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        MemoryId id = desk.id(reference);
        List<Memory> versions = desk.space().history(id);
        desk.screen().line(strong(desk.shown().name(id)));
        for (int i = 0; i < versions.size(); i++) {
            show(versions.get(i), i == 0 ? List.of() : Differences.between(versions.get(i - 1), versions.get(i)));
            if (i == 0 || !versions.get(i - 1).text().equals(versions.get(i).text())) {
                new MemoryPrinter(desk).text(versions.get(i).text());
            }
        }
    }

    private void show(Memory version, List<String> differences) {
        desk.screen()
                .line(
                        strong("version " + version.version()),
                        ", ",
                        version.recordedAt(),
                        ", commit ",
                        version.sequence(),
                        ", ",
                        MemoryPrinter.lower(version.status()),
                        differences.isEmpty() ? "" : ": " + String.join(", ", differences));
        new MemoryPrinter(desk).cause(version.cause());
    }
}
