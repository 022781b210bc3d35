package dev.memcore.cli.shell.read;

import static dev.memcore.cli.console.Screen.weak;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.report.Stage;
import dev.memcore.cli.shell.context.FilterOptions;
import dev.memcore.cli.shell.context.MemoryPrinter;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.terminal.Word;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recalls the memories that are relevant to a question, and shows their signals. */
@Command(
        name = "recall",
        description = {
            "Recalls the memories that are most relevant to a question, and says why.",
            "With --scores, for each signal: its value, its rank among the candidates, and its share of the score."
        })
public final class RecallCommand implements Runnable {
    private final ShellContext desk;

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "The question.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<Word> question;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of memories (default: ${DEFAULT-VALUE}).")
    private int limit = MemoryQuery.DEFAULT_LIMIT;

    @Option(names = "--scores", description = "Also show the values of the signals.")
    private boolean scores;

    @Option(names = "--stages", description = "Also show what each stage did.")
    private boolean stages;

    @Option(names = "--as-of", paramLabel = "MOMENT", description = "Use the state of this moment.")
    private @Nullable Instant asOf;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    public RecallCommand(ShellContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        MemoryQuery query = MemoryQuery.of(Word.text(question)).withLimit(limit).withFilter(filter.filter());
        RecallResult result = desk.view(asOf).recall(query);
        result.hits().forEach(this::show);
        if (result.hits().isEmpty()) {
            desk.screen().line("nothing");
        }
        if (stages) {
            result.stages().forEach(this::show);
        }
    }

    private void show(Recalled hit) {
        String place = String.format(Locale.ROOT, "%2d. %.3f  ", hit.rank(), hit.score());
        new MemoryPrinter(desk).brief(place, hit.memory());
        desk.screen().line("    ", weak(hit.why()));
        if (scores) {
            desk.screen().line("    ", weak(hit.scores()));
        }
    }

    private void show(Stage stage) {
        desk.screen()
                .line(weak(String.format(
                        Locale.ROOT,
                        "%-10s %,8d candidates %,10.3f ms",
                        stage.name(),
                        stage.candidates(),
                        stage.took().toNanos() / 1e6)));
    }
}
