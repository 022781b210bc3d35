package dev.memcore.bench.shell;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Observation;
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
            "Remembers a text.",
            "A text with line ends or runs of spaces goes in double quotes, with \\n for a line end."
        })
final class RememberCommand implements Runnable {
    private final Desk desk;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "What is to be remembered.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Word> text;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What sort of memory it is (default: ${DEFAULT-VALUE}).")
    private String kind = Kind.NOTE.name();

    @Option(names = "--session", paramLabel = "NAME", description = "The conversation it belongs to.")
    private @Nullable String session;

    @Option(names = "--speaker", paramLabel = "NAME", description = "Who says so.")
    private @Nullable String speaker;

    @Option(
            names = "--event-time",
            paramLabel = "TIME",
            description = "When it happened: a year, month, day or moment.")
    private @Nullable EventTime eventTime;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "Only readers cleared for it will see the memory; may be repeated.")
    private @Nullable List<String> labels;

    @Option(names = "--valid-from", paramLabel = "MOMENT", description = "Since when it has been true.")
    private @Nullable Instant validFrom;

    @Option(names = "--valid-to", paramLabel = "MOMENT", description = "Until when it was true, exclusive.")
    private @Nullable Instant validTo;

    @Option(names = "--pin", description = "Maintenance must leave it as it is.")
    private boolean pin;

    RememberCommand(Desk desk) {
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
        new MemoryLines(desk).done("remembered", desk.space().remember(observation.build()));
    }
}
