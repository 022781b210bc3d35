package dev.memcore.cli.shell.write;

import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a link. */
@Command(name = "unlink", description = "Removes a link.")
public final class UnlinkCommand implements Runnable {
    private final ShellContext desk;

    @Mixin
    private final LinkArguments link = new LinkArguments();

    public UnlinkCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        MemoryOp removal = new MemoryOp.RemoveLink(link.from(desk), link.to(desk), link.type(), Cause.HOST);
        new MemoryPrinter(desk)
                .done("unlinked", desk.space().apply(List.of(removal)).getFirst());
    }
}
