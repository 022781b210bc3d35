package dev.memcore.cli.shell.write;

import dev.memcore.api.MemoryId;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Pins or unpins memories; used for two commands. */
@Command(description = "Pins memories: maintenance does not move, replace or forget them.")
public final class PinCommand implements Runnable {
    private final ShellContext desk;
    private final boolean pinned;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The memories: #7 as shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> ids;

    public PinCommand(ShellContext desk, boolean pinned) {
        this.desk = desk;
        this.pinned = pinned;
    }

    @Override
    public void run() {
        for (MemoryId id : desk.ids(ids)) {
            new MemoryPrinter(desk)
                    .done(pinned ? "pinned" : "unpinned", desk.space().pin(id, pinned));
        }
    }
}
