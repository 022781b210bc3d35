package dev.memcore.cli.shell.write;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.terminal.Word;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Remembers a text. */
@Command(
        name = "remember",
        description = {
            "Stores a text.",
            "Put a text with line breaks or several spaces in double quotes, with \\n for a line break."
        })
public final class RememberCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The text.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Word> text;

    @Option(names = "--kind", paramLabel = "KIND", description = "The kind (default: ${DEFAULT-VALUE}).")
    private String kind = Kind.NOTE.name();

    @Option(names = "--session", paramLabel = "NAME", description = "The session.")
    private @Nullable String session;

    @Option(names = "--speaker", paramLabel = "NAME", description = "The speaker.")
    private @Nullable String speaker;

    @Option(names = "--event-time", paramLabel = "TIME", description = "Event time: a year, month, day or moment.")
    private @Nullable EventTime eventTime;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "A label: only readers with this clearance see the memory; may be repeated.")
    private @Nullable List<String> labels;

    @Option(names = "--valid-from", paramLabel = "MOMENT", description = "Start of its validity.")
    private @Nullable Instant validFrom;

    @Option(names = "--valid-to", paramLabel = "MOMENT", description = "End of its validity, exclusive.")
    private @Nullable Instant validTo;

    @Option(names = "--pin", description = "Pin the memory, so that maintenance does not change it.")
    private boolean pin;

    public RememberCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        Observation.Builder observation = Observation.builder(Word.text(text))
                .kind(Kind.of(kind))
                .session(session)
                .speaker(speaker)
                .eventTime(eventTime)
                .validFrom(validFrom)
                .validTo(validTo)
                .pinned(pin);
        if (labels != null) {
            labels.forEach(observation::label);
        }
        new MemoryPrinter(desk).done("remembered", desk.space().remember(observation.build()));
    }
}
