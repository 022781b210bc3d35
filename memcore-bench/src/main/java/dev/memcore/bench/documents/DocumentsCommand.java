package dev.memcore.bench.documents;

import dev.memcore.bench.documents.DocumentTrial.Found;
import dev.memcore.bench.documents.DocumentTrial.Result;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how passages of long texts are found. */
@Command(
        name = "documents",
        description = {
            "Stores long texts beside short turns, opens the store again, runs maintenance, and asks for parts of the"
                    + " texts. Prints how many questions have the text first and among ten, how many show the part"
                    + " that answers them, or all of it in one span, the size of the index, and times.",
            "The texts are generated logs, and generated manuals in English and Chinese. In these, only the first line"
                    + " names the device, and questions name it. With --data, also documents of real text."
        },
        mixinStandardHelpOptions = true)
public final class DocumentsCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A directory with xquad-* sets, whose paragraphs are joined to documents of real text.")
    private @Nullable Path data;

    @Option(names = "--texts", paramLabel = "N", description = "The number of logs (default: ${DEFAULT-VALUE}).")
    private int texts = 20;

    @Option(
            names = "--characters",
            paramLabel = "N",
            description = "The length of a log in characters (default: ${DEFAULT-VALUE}).")
    private int characters = 350_000;

    @Option(
            names = "--manuals",
            paramLabel = "N",
            description = "The number of manuals of each language (default: ${DEFAULT-VALUE}).")
    private int manuals = 20;

    @Option(names = "--turns", paramLabel = "N", description = "The number of turns (default: ${DEFAULT-VALUE}).")
    private int turns = 10_000;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "The maximum number of questions of each way for each text (default: ${DEFAULT-VALUE}).")
    private int questions = 20;

    @Option(names = "--seed", description = "Seed of the texts (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final ScratchOption scratch = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public DocumentsCommand() {}

    @Override
    public Integer call() {
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        if (texts < 1 || manuals < 1 || characters < 1 || characters > 900_000 || turns < 0 || questions < 1) {
            throw new BadInput(
                    "--texts, --manuals and --questions must be 1 or more, --characters 1 to 900000, --turns 0 or"
                            + " more");
        }
        json.check();
        DocumentSources sources = new DocumentSources(seed, questions);
        Map<String, List<LongDocument>> sets = new LinkedHashMap<>();
        sets.put("log", sources.logs(texts, characters));
        sets.putAll(new Manuals(seed, questions).all(manuals));
        if (data != null) {
            sets.putAll(sources.real(data));
        }
        Terminal out = Terminal.standard();
        Map<String, Object> results = new LinkedHashMap<>();
        try (ScratchDirectory directory = scratch.open()) {
            sets.forEach((name, documents) -> {
                Result result = new DocumentTrial(directory.resolve(name), turns).of(documents);
                print(name, result, out);
                results.put(name, result);
            });
        }
        json.write(results);
        return 0;
    }

    private void print(String name, Result result, Terminal out) {
        out.line(
                "%s: %d texts, %,d characters, beside %,d turns",
                out.bold(name), result.documents(), result.characters(), turns);
        out.line("   stored in %,d ms, then indexed in %,d ms", result.writeMillis(), result.indexMillis());
        out.line("   index %,d bytes, log %,d bytes", result.indexBytes(), result.logBytes());
        out.line(
                "   recall of turns, p50 / p95: before %.1f / %.1f ms, after %.1f / %.1f ms",
                result.before().get(0),
                result.before().get(1),
                result.after().get(0),
                result.after().get(1));
        out.line("   %-20s %6s %8s %8s %8s %8s", "asked by", "n", "first", "in ten", "shown", "all of it");
        result.found().forEach((way, found) -> out.line(row(way, found)));
        out.line();
    }

    private static String row(String way, Found found) {
        return String.format(
                Locale.ROOT,
                "   %-20s %6d %7.1f%% %7.1f%% %7.1f%% %7.1f%%",
                way,
                found.n(),
                100.0 * found.first() / found.n(),
                100.0 * found.ten() / found.n(),
                100.0 * found.span() / found.n(),
                100.0 * found.whole() / found.n());
    }
}
