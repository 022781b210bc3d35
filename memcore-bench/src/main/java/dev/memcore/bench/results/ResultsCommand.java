package dev.memcore.bench.results;

import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Renders the page of results. */
@Command(
        name = "results",
        description = {
            "Renders docs/research/results.md and its charts from docs/research/results/template.md and the JSON files"
                    + " beside it,",
            "which eval wrote with --json."
        },
        mixinStandardHelpOptions = true)
public final class ResultsCommand implements Callable<Integer> {
    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description =
                    "Directory that contains results/template.md and receives results.md (default: ${DEFAULT-VALUE}).")
    private Path docs = Path.of("docs", "research");

    /** For picocli. */
    public ResultsCommand() {}

    @Override
    public Integer call() {
        Path directory = docs.resolve("results");
        Template.Rendered rendered = Template.render(directory);
        Path page = docs.resolve("results.md");
        try {
            Files.writeString(page, rendered.page());
            for (Map.Entry<String, byte[]> chart : rendered.charts().entrySet()) {
                Files.write(directory.resolve(chart.getKey()), chart.getValue());
            }
        } catch (IOException e) {
            throw new BadInput("cannot write " + page + " or its charts: " + e, e);
        }
        Terminal.standard().line("%s and %d charts", page, rendered.charts().size());
        return 0;
    }
}
