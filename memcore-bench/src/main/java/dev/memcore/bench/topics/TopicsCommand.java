package dev.memcore.bench.topics;

import dev.memcore.bench.duplicates.SourceTexts;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the preview of an erasure by topic. */
@Command(
        name = "topics",
        description = {
            "Measures the preview of an erasure by topic, on real dialogue with planted memories about a person.",
            "The person is named by a phrase such as \"my ex\"; memories tell the name."
        },
        mixinStandardHelpOptions = true)
public final class TopicsCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A directory with more dialogue, in locomo. If not set: the dialogues in memcore-bench.")
    private @Nullable Path data;

    @Option(names = "--trials", paramLabel = "N", description = "Number of users (default: ${DEFAULT-VALUE}).")
    private int trials = 50;

    @Option(names = "--seed", description = "Seed of the memories (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public TopicsCommand() {}

    @Override
    public Integer call() {
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        if (trials < 1) {
            throw new BadInput("--trials must be positive, but is " + trials);
        }
        json.check();
        List<String> dialogue = SourceTexts.in(data).values().stream()
                .flatMap(List::stream)
                .filter(text -> !text.isBlank())
                .toList();
        report(dialogue);
        return 0;
    }

    private void report(List<String> dialogue) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, int[]> kinds = new LinkedHashMap<>();
        int previewed = 0;
        int wrong = 0;
        int recalled = 0;
        for (int i = 0; i < trials; i++) {
            TopicTrial.Result result = new TopicTrial(dialogue, random.split()).run();
            result.shown().forEach((kind, counts) -> {
                int[] sum = kinds.computeIfAbsent(kind, key -> new int[2]);
                sum[0] += counts[0];
                sum[1] += counts[1];
            });
            previewed += result.previewed();
            wrong += result.wrong();
            recalled += result.recalled();
        }
        print(kinds, share(previewed - wrong, previewed), recalled);
        json.write(json(kinds, share(previewed - wrong, previewed), recalled));
    }

    private static double share(int part, int all) {
        return all == 0 ? 1 : (double) part / all;
    }

    private static double recall(Map<String, int[]> kinds) {
        int planted = kinds.values().stream().mapToInt(counts -> counts[0]).sum();
        return share(kinds.values().stream().mapToInt(counts -> counts[1]).sum(), planted);
    }

    private static void print(Map<String, int[]> kinds, double precision, int recalled) {
        Terminal terminal = Terminal.standard();
        terminal.line("Does the preview of \"forget everything about my ex\" show what names the person?");
        terminal.line();
        terminal.line("%-20s %8s %8s", "mention", "planted", "shown");
        kinds.forEach((kind, counts) -> terminal.line("%-20s %8d %8.3f", kind, counts[0], share(counts[1], counts[0])));
        terminal.line();
        terminal.line(
                "recall %.3f, precision %.3f, recalled after the erasure: %d", recall(kinds), precision, recalled);
    }

    private static Map<String, Object> json(Map<String, int[]> kinds, double precision, int recalled) {
        Map<String, Object> shown = new LinkedHashMap<>();
        kinds.forEach((kind, counts) ->
                shown.put(kind, Map.of("planted", counts[0], "shown", share(counts[1], counts[0]))));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("recall", recall(kinds));
        all.put("precision", precision);
        all.put("recalledAfter", recalled);
        all.put("mentions", shown);
        return all;
    }
}
