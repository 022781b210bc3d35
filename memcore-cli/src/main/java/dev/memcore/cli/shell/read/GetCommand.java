package dev.memcore.cli.shell.read;

import dev.memcore.api.Memory;
import dev.memcore.api.report.Usage;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all properties of a memory. */
@Command(name = "get", description = "Shows all fields of a memory.")
public final class GetCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(paramLabel = "ID", description = "The memory: #7 as it was shown, an id, or the end of one.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Show the state of this moment.")
    private @Nullable Instant asOf;

    public GetCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Memory memory = desk.view(asOf)
                .get(desk.id(id))
                .orElseThrow(() -> new BadInput("no such memory is visible, or it was forgotten: " + id));
        new MemoryPrinter(desk).full(memory);
        Usage usage = desk.space().usage(memory.id());
        if (!usage.equals(Usage.NONE)) {
            desk.screen()
                    .line(
                            "   used ",
                            usage.uses(),
                            " times, ",
                            usage.succeeded(),
                            " well, ",
                            usage.failed(),
                            " not, last ",
                            String.valueOf(usage.lastUsed()),
                            usage.attention() == usage.uses()
                                    ? ""
                                    : String.format(Locale.ROOT, ", attention %.3f", usage.attention()));
        }
    }
}
