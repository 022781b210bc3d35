package dev.memcore.bench.shell;

import dev.memcore.api.MemoryId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets memories. */
@Command(
        name = "forget",
        description = "Hides memories from recall and lists. Their history stays, and undo restores them.")
final class ForgetCommand implements Runnable {
    private final Desk desk;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The memories: #7 as shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> ids;

    ForgetCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        for (MemoryId id : desk.ids(ids)) {
            boolean now = desk.space().forget(id);
            new MemoryLines(desk)
                    .done(
                            now ? "forgotten" : "was forgotten already",
                            desk.space().history(id).getLast());
        }
    }
}
