package dev.memcore.cli.shell.write;

import dev.memcore.api.MemoryId;
import dev.memcore.api.operation.Outcome;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports uses of memories and their outcomes. */
@Command(name = "used", description = "Reports that memories were used. Maintenance prefers to keep used memories.")
public final class UsedCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The memories: #7 as shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> ids;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "The outcome: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Outcome outcome = Outcome.CITED;

    public UsedCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Set<MemoryId> used = desk.ids(ids);
        desk.space().feedback(used, outcome);
        for (MemoryId id : used) {
            desk.screen()
                    .line(
                            desk.shown().name(id),
                            "  used ",
                            desk.space().usage(id).uses(),
                            " times");
        }
    }
}
