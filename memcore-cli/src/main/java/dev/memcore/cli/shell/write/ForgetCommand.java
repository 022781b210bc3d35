package dev.memcore.cli.shell.write;

import dev.memcore.api.MemoryId;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets memories. */
@Command(
        name = "forget",
        description = "Hides memories from recall and lists. Their history stays, and undo restores them.")
public final class ForgetCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The memories: #7 as shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> ids;

    public ForgetCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        for (MemoryId id : desk.ids(ids)) {
            boolean now = desk.space().forget(id);
            new MemoryPrinter(desk)
                    .done(
                            now ? "forgotten" : "was forgotten already",
                            desk.space().history(id).getLast());
        }
    }
}
