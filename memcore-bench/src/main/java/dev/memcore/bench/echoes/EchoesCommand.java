package dev.memcore.bench.echoes;

import dev.memcore.api.Observation;
import dev.memcore.bench.duplicates.SourceTexts;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.set.MusiqueSet;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures precision and recall of the guard against echoes. */
@Command(
        name = "echoes",
        description = {
            "Measures which answers the guard against echoes marks, on answers that are made from real texts.",
            "An answer repeats one of ten shown texts, or says something new, or both."
        },
        mixinStandardHelpOptions = true)
public final class EchoesCommand implements Callable<Integer> {
    private static final List<String> LANGUAGES = List.of("de", "ru", "hi", "zh");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "A directory with more texts: strategyqa-memory, locomo, and other languages in xquad-de, -ru, -hi,"
                        + " -zh.",
                "If not set: the dialogues that are included in memcore-bench."
            })
    private @Nullable Path data;

    @Option(
            names = "--cases",
            paramLabel = "N",
            description = "Maximum number of cases of each kind in each language (default: ${DEFAULT-VALUE}).")
    private int cases = 200;

    @Option(names = "--seed", description = "Seed of the cases (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--errors", description = "Print every case that was judged wrongly.")
    private boolean errors;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public EchoesCommand() {}

    @Override
    public Integer call() {
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        if (cases < 1) {
            throw new BadInput("--cases must be positive, but is " + cases);
        }
        json.check();
        List<EchoCase> all = EchoCases.of(SourceTexts.in(data), otherLanguages(), cases, seed);
        EchoReport report = new EchoReport(all.stream().map(EchoTrial::of).toList());
        report.print(Terminal.standard(), errors);
        json.write(report.json());
        return 0;
    }

    private Map<String, List<String>> otherLanguages() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            Path place = data == null ? null : data.resolve("xquad-" + language);
            if (place != null && Files.isDirectory(place)) {
                texts.put(
                        language,
                        MusiqueSet.passages("xquad-" + language, place).groups().stream()
                                .flatMap(group -> group.documents().stream())
                                .map(Document::observation)
                                .map(Observation::text)
                                .map(text -> text.substring(text.indexOf('\n') + 1)) // without the title
                                .flatMap(
                                        text -> Arrays.stream(text.split("(?<=[.!?]) (?=\\p{Lu})|(?<=[\u3002\u0964])")))
                                .toList());
            }
        }
        return texts;
    }
}
