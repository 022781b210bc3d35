package dev.memcore.cli.shell.read;

import static dev.memcore.cli.console.Screen.weak;

import dev.memcore.api.LinkType;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.Linked;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows links of a memory. */
@Command(name = "links", description = "Shows linked memories, nearest first, including derivedFrom and supersededBy.")
public final class LinksCommand implements Runnable {
    private static final int DEFAULT_LIMIT = 100;

    private final ShellContext desk;

    @Parameters(paramLabel = "ID", description = "Where to start: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Option(
            names = "--direction",
            paramLabel = "WAY",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private LinkWalk.Direction direction = LinkWalk.Direction.BOTH;

    @Option(names = "--type", paramLabel = "TYPE", description = "Follow only links of this type; may be repeated.")
    private @Nullable List<String> types;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Maximum number of steps, 1 to 16 (default: ${DEFAULT-VALUE}).")
    private int depth = 1;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of memories (default: ${DEFAULT-VALUE}).")
    private int limit = DEFAULT_LIMIT;

    @Option(
            names = "--valid-at",
            paramLabel = "MOMENT",
            description = "Follow only links that were valid at this moment.")
    private @Nullable Instant validAt;

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Use the state of this moment.")
    private @Nullable Instant asOf;

    public LinksCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Set<LinkType> wanted =
                types == null ? Set.of() : types.stream().map(LinkType::of).collect(Collectors.toSet());
        LinkWalk walk = new LinkWalk(Set.of(desk.id(id)), direction, wanted, depth, limit, validAt);
        List<Linked> reached = desk.view(asOf).walk(walk);
        reached.forEach(this::show);
        if (reached.isEmpty()) {
            desk.screen().line("nothing");
        }
    }

    private void show(Linked linked) {
        MemoryPrinter lines = new MemoryPrinter(desk);
        lines.brief(linked.memory());
        desk.screen().line("   ", weak("step " + linked.depth() + ": " + lines.link(linked.by())));
    }
}
