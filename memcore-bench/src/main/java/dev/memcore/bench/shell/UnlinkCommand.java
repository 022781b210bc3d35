package dev.memcore.bench.shell;

import dev.memcore.api.Cause;
import dev.memcore.api.LinkType;
import dev.memcore.api.MemoryOp;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a link away. */
@Command(name = "unlink", description = "Removes a link.")
final class UnlinkCommand implements Runnable {
    private final Desk desk;

    @Parameters(index = "0", paramLabel = "FROM", description = "The memory where the link starts.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The memory where the link ends.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String to;

    @Parameters(index = "2", paramLabel = "TYPE", description = "The type.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String type;

    UnlinkCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        MemoryOp removal = new MemoryOp.RemoveLink(desk.id(from), desk.id(to), LinkType.of(type), Cause.HOST);
        new MemoryLines(desk)
                .done("unlinked", desk.space().apply(List.of(removal)).getFirst());
    }
}
