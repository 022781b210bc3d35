package dev.memcore.bench.shell;

import dev.memcore.api.Cause;
import dev.memcore.api.MemoryOp;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a link away. */
@Command(name = "unlink", description = "Removes a link.")
final class UnlinkCommand implements Runnable {
    private final Desk desk;

    @Mixin
    private final LinkArguments link = new LinkArguments();

    UnlinkCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        MemoryOp removal = new MemoryOp.RemoveLink(link.from(desk), link.to(desk), link.type(), Cause.HOST);
        new MemoryLines(desk)
                .done("unlinked", desk.space().apply(List.of(removal)).getFirst());
    }
}
