package dev.memcore.bench.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.Terminal;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.spi.Embedder;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recall of the evidence for LoCoMo's questions. */
@Command(
        name = "locomo",
        description = {
            "Turn recall on LoCoMo, by the official definition, beside baselines.",
            "All conversations are put into one durable store, each as its own user, and asked through recall."
        },
        mixinStandardHelpOptions = true)
public final class LocomoCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory with locomo-dev.json or another locomo*.json, or the file itself.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the answer to every question, as JSON lines.")
    private @Nullable Path out;

    @Option(
            names = "--limit-questions",
            paramLabel = "N",
            description = "Ask about N questions, spread over the conversations.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--seed", description = "Of the bootstrap and the random baseline (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public LocomoCommand() {}

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new BadInput("--limit-questions must be at least 1, but is " + limit);
        }
        json.check();
        LocomoSet set = LocomoSet.find(data);
        if (set.questions() == 0) {
            throw new BadInput(set.file() + " has no questions: expected a list \"qa\" in each conversation");
        }
        LocomoReport report = evaluate(set);
        report.print(Terminal.standard());
        json.write(report.json());
        if (out != null) {
            writeOutcomes(out, report.ours());
        }
        return 0;
    }

    private LocomoReport evaluate(LocomoSet set) {
        long start = System.nanoTime();
        LocomoEvaluation evaluation = new LocomoEvaluation(set, limit);
        Embedder embedder = Stores.embedder();
        Outcomes ours;
        double ingestSeconds;
        try (ScratchDirectory scratch = ScratchDirectory.of(null);
                MemoryManager store = Stores.open(scratch.path())) {
            evaluation.ingest(store);
            ingestSeconds = secondsSince(start);
            ours = evaluation.ask(store);
        }
        Map<String, Outcomes> baselines = new LinkedHashMap<>();
        for (Baseline baseline : Baseline.all(embedder, seed)) {
            baselines.put(baseline.name(), evaluation.ask(baseline.over()));
        }
        return new LocomoReport(
                set,
                embedder.modelId(),
                Stores.CONFIGURATION,
                seed,
                ours,
                baselines,
                ingestSeconds,
                secondsSince(start));
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void writeOutcomes(Path file, Outcomes outcomes) {
        ObjectMapper mapper = new ObjectMapper();
        try (Writer writer = Files.newBufferedWriter(file)) {
            for (Outcome outcome : outcomes.all()) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("conversation", outcome.conversation());
                line.put("question", outcome.question().text());
                line.put("category", outcome.question().category());
                line.put("evidence", outcome.question().evidence());
                line.put("retrieved", outcome.retrieved());
                Outcomes.DEPTHS.forEach(k -> line.put("recall@" + k, outcome.recall(k)));
                line.put("millis", outcome.nanos() / 1e6);
                writer.write(mapper.writeValueAsString(line));
                writer.write('\n');
            }
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + e, e);
        }
    }
}
