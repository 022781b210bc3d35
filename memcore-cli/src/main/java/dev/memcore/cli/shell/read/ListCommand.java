package dev.memcore.cli.shell.read;

import dev.memcore.api.Page;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.cli.shell.context.FilterOptions;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists memories. */
@Command(name = "list", description = "Lists active memories, oldest first.")
public final class ListCommand implements Runnable {
    private static final int DEFAULT_LIMIT = 50;

    private final ShellContext desk;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number, 1 to 1,000 (default: ${DEFAULT-VALUE}).")
    private int limit = DEFAULT_LIMIT;

    @Option(names = "--after", paramLabel = "ID", description = "Only memories after this one.")
    private @Nullable String after;

    @Option(names = "--hidden", description = "Include the archive, blocks and records.")
    private boolean hidden;

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Use the state of this moment.")
    private @Nullable Instant asOf;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    public ListCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        MemoryFilter wanted = hidden ? filter.filter().everywhere() : filter.filter();
        Page page = desk.view(asOf).list(wanted, after == null ? null : desk.id(after), limit);
        page.memories().forEach(new MemoryPrinter(desk)::brief);
        if (page.memories().isEmpty()) {
            desk.screen().line("nothing");
        }
        if (page.next() != null) {
            desk.screen().line("there are more: --after ", desk.shown().number(page.next()));
        }
    }
}
