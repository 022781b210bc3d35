package dev.memcore.cli.shell.write;

import dev.memcore.api.Link;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Links two memories. */
@Command(
        name = "link",
        description = "Links a memory to another one, or replaces weight and validity of an existing link.")
public final class LinkCommand implements Runnable {
    private final ShellContext desk;

    @Mixin
    private final LinkArguments link = new LinkArguments();

    @Option(names = "--weight", paramLabel = "W", description = "The weight, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double weight = 1;

    @Option(names = "--valid-from", paramLabel = "MOMENT", description = "Start of its validity.")
    private @Nullable Instant validFrom;

    @Option(names = "--valid-to", paramLabel = "MOMENT", description = "End of its validity, exclusive.")
    private @Nullable Instant validTo;

    public LinkCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Link made = new Link(link.from(desk), link.to(desk), link.type(), weight, validFrom, validTo);
        MemoryPrinter lines = new MemoryPrinter(desk);
        lines.done("linked, " + lines.link(made), desk.space().link(made));
    }
}
