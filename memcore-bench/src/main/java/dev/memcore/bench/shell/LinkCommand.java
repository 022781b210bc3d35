package dev.memcore.bench.shell;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Links two memories. */
@Command(
        name = "link",
        description = "Links a memory to another one, or replaces weight and validity of an existing link.")
final class LinkCommand implements Runnable {
    private final Desk desk;

    @Parameters(index = "0", paramLabel = "FROM", description = "The memory where the link starts.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The memory where the link ends.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String to;

    @Parameters(index = "2", paramLabel = "TYPE", description = "The type, such as mentions, supports, causes, parent.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String type;

    @Option(names = "--weight", paramLabel = "W", description = "The weight, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double weight = 1;

    @Option(names = "--valid-from", paramLabel = "MOMENT", description = "Start of its validity.")
    private @Nullable Instant validFrom;

    @Option(names = "--valid-to", paramLabel = "MOMENT", description = "End of its validity, exclusive.")
    private @Nullable Instant validTo;

    LinkCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Link link = new Link(desk.id(from), desk.id(to), LinkType.of(type), weight, validFrom, validTo);
        MemoryLines lines = new MemoryLines(desk);
        lines.done("linked, " + lines.link(link), desk.space().link(link));
    }
}
