package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Creates a table of static vectors from a sentence transformer: of English word pieces, with the sentences of WordNet,
 * or of Chinese words, with chains of words from a dictionary of pairs.
 */
@Command(
        name = "distill",
        description = "Builds a table of static vectors that StaticEmbedder reads (10 to 30 minutes).",
        mixinStandardHelpOptions = true)
public final class Distill implements Callable<Integer> {
    /** The seed for the choice of sentences, if not all are used, and of chains. */
    private static final long SEED = 1;

    /** The number of chains of each Chinese word. */
    private static final int CHAINS = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--teacher",
            defaultValue = "MINILM",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Teacher teacher;

    @Option(
            names = "--dimensions",
            defaultValue = "256",
            description = "length of the vectors; default ${DEFAULT-VALUE}")
    private int dimensions;

    @Option(
            names = "--sentences",
            defaultValue = "1000000",
            description = "maximum number of sentences to learn from; default all")
    private int sentences;

    @Option(
            names = "--pieces",
            defaultValue = "20000",
            description = "number of characters and words of a Chinese table; default ${DEFAULT-VALUE}")
    private int pieces;

    @Option(
            names = "--ridge",
            defaultValue = "1",
            description = "weight of a piece's own vector; default ${DEFAULT-VALUE}")
    private float ridge;

    @Option(names = "--iterations", defaultValue = "15", description = "of the regression; default ${DEFAULT-VALUE}")
    private int iterations;

    @Option(names = "--cache", description = "directory that caches the teacher's vectors between runs; default none")
    private @Nullable Path cache;

    @Option(names = "--out", required = true, description = "output file")
    private Path out;

    /** For picocli, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    public Distill() {}

    @Override
    public Integer call() throws IOException, OrtException {
        PrintWriter console = spec.commandLine().getOut();
        Random random = new Random(SEED);
        Vocabulary vocabulary;
        List<String> texts;
        if (teacher == Teacher.BGE_SMALL_ZH) {
            ChineseDictionary dictionary = ChineseDictionary.read();
            vocabulary = HanWords.of(teacher.tokenizer(), dictionary, pieces);
            List<String> words = vocabulary.pieces().stream()
                    .filter(word -> dictionary.frequency(word) > 0)
                    .toList();
            texts = dictionary.chains(words, CHAINS, random);
        } else {
            vocabulary = WordPieces.of(teacher.tokenizer());
            texts = Glosses.read();
        }
        Collections.shuffle(texts, random);
        Distillation distillation =
                new Distillation(teacher, dimensions, ridge, iterations, new VectorCache(cache), line -> {
                    console.println(line);
                    console.flush();
                });
        byte[] table = distillation.table(vocabulary, texts.subList(0, Math.min(sentences, texts.size())));
        Files.write(out, table);
        console.printf("%s: %,d bytes%n", out, table.length);
        console.flush();
        return 0;
    }
}
