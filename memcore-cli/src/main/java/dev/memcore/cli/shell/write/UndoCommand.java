package dev.memcore.cli.shell.write;

import dev.memcore.api.Memory;
import dev.memcore.api.error.UndoConflictException;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Undoes the changes of commits. */
@Command(
        name = "undo",
        description = {
            "Reverts commits, all or none. The undo is a commit itself.",
            "Refused, with a list, if later commits changed the same memories."
        })
public final class UndoCommand implements Callable<Integer> {
    private final ShellContext desk;

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMIT",
            description = "The numbers of the commits, as printed by the commands.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Long> commits;

    @Option(names = "--all-scopes", description = "In all scopes that the commits changed, for example by maintenance.")
    private boolean allScopes;

    public UndoCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        MemoryPrinter lines = new MemoryPrinter(desk);
        try {
            List<Memory> restored =
                    allScopes ? desk.store().undo(commits) : desk.space().undo(commits);
            restored.forEach(memory -> lines.done("restored, " + MemoryPrinter.lower(memory.status()), memory));
            return 0;
        } catch (UndoConflictException e) {
            desk.screen().error("undo: nothing was changed; later commits changed the same memories:");
            for (Memory memory : e.conflicts()) {
                desk.screen().error("   ", desk.shown().name(memory.id()), "  commit ", memory.sequence());
            }
            return 1;
        }
    }
}
