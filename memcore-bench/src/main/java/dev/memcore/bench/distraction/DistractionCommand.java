package dev.memcore.bench.distraction;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import dev.memcore.papers.embed.CorrectedEmbedder;
import dev.memcore.papers.embed.DiversityCap;
import dev.memcore.retrieval.embed.StaticEmbedder;
import dev.memcore.retrieval.fusion.MinMaxWeightedSum;
import dev.memcore.retrieval.fusion.Signals;
import dev.memcore.retrieval.view.ContextViews;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.Fuser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures mean removal, whitening and a diversity cap against documents that distract. */
@Command(
        name = "distraction",
        description = {
            "Asks the questions of MuSiQue among the passages of 1, 4, 16, 64 and 256 other documents. Prints recall@5"
                + " of the documents, and its change per fourfold number of documents, by vectors alone and by the"
                + " default ranking: with the bundled embedder, its vectors without their mean, whitened, and with at"
                + " most one passage of each document."
        },
        mixinStandardHelpOptions = true)
public final class DistractionCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The directory of musique-dev.json and musique-dev-corpus.json.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path data;

    @Option(names = "--questions", paramLabel = "N", description = "The number of questions (default: all).")
    private int questions = Integer.MAX_VALUE;

    @Option(names = "--seed", description = "Seed of the choice of documents (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final ScratchOption scratch = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public DistractionCommand() {}

    private record Result(String ranking, String vectors, boolean capped, Map<Integer, Double> recall, double slope) {}

    @Override
    public Integer call() {
        if (!Files.isDirectory(data) || questions < 1) {
            throw new BadInput("--data must be a directory, and --questions 1 or more");
        }
        json.check();
        DistractionTrial trial = new DistractionTrial(data, questions, seed);
        Embedder plain = StaticEmbedder.load();
        Map<String, Embedder> embedders = new LinkedHashMap<>();
        embedders.put("plain", plain);
        embedders.put("centred", CorrectedEmbedder.centred(plain, trial.sample()));
        embedders.put("whitened", CorrectedEmbedder.whitened(plain, trial.sample()));
        Map<String, Fuser> fusers = new LinkedHashMap<>();
        fusers.put("vectors", new MinMaxWeightedSum(Map.of(Signals.dense(ContextViews.CONTENT), 1.0)));
        fusers.put("default", MinMaxWeightedSum.ofDefaults());
        Terminal out = Terminal.standard();
        out.line("%s, recall@5 by the number of other documents", out.bold(trial.questions() + " questions"));
        out.line(
                "   %-8s %-9s %-4s %s %9s",
                "ranking",
                "vectors",
                "cap",
                String.join(
                        "",
                        DistractionTrial.DISTRACTORS.stream()
                                .map("%7d"::formatted)
                                .toList()),
                "slope");
        List<Result> results = new ArrayList<>();
        try (ScratchDirectory directory = scratch.open()) {
            fusers.forEach((ranking, fuser) -> embedders.forEach((vectors, embedder) -> {
                for (DiversityCap cap : new @Nullable DiversityCap[] {null, DiversityCap.bySession(1)}) {
                    Path store = directory.resolve(ranking + results.size());
                    Map<Integer, Double> recall = trial.recall(embedder, fuser, cap, store);
                    Result result = new Result(ranking, vectors, cap != null, recall, slope(recall));
                    results.add(result);
                    print(result, out);
                }
            }));
        }
        json.write(Map.of("n", trial.questions(), "results", results));
        return 0;
    }

    private static void print(Result result, Terminal out) {
        List<String> values = result.recall().values().stream()
                .map(value -> "%6.1f%%".formatted(100 * value))
                .toList();
        out.line(
                "   %-8s %-9s %-4s %s %9.2f",
                result.ranking(),
                result.vectors(),
                result.capped() ? "1" : "-",
                String.join("", values),
                100 * result.slope());
    }

    /** Returns the change of recall per fourfold number of documents, by least squares. */
    private static double slope(Map<Integer, Double> recall) {
        List<Double> values = List.copyOf(recall.values());
        double middle = (values.size() - 1) / 2.0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += (i - middle) * values.get(i);
            squares += (i - middle) * (i - middle);
        }
        return sum / squares;
    }
}
