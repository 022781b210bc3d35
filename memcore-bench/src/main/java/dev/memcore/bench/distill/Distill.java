package dev.memcore.bench.distill;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a table of static word-piece vectors from a sentence transformer. */
@Command(
        name = "distill",
        description = "Makes the table of static word-piece vectors that StaticEmbedder reads.",
        mixinStandardHelpOptions = true)
public final class Distill implements Callable<Integer> {
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

    @Option(names = "--out", required = true, description = "the file to write")
    private Path out;

    /** For picocli, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    public Distill() {}

    @Override
    public Integer call() throws IOException, OrtException {
        byte[] table = distill();
        Files.write(out, table);
        PrintWriter console = spec.commandLine().getOut();
        console.printf("%s: %,d bytes%n", out, table.length);
        return 0;
    }

    private byte[] distill() throws IOException, OrtException {
        Vocabulary vocabulary = Vocabulary.of(teacher.tokenizer());
        float[][] vectors;
        try (TeacherSession session = new TeacherSession(teacher)) {
            List<long[]> single = IntStream.range(0, vocabulary.pieces().size())
                    .mapToObj(id -> new long[] {Vocabulary.OPEN, id, Vocabulary.CLOSE})
                    .toList();
            vectors = session.embed(single);
        }
        PrincipalComponents components = PrincipalComponents.of(vectors, dimensions);
        float[] mean = Vectors.mean(vectors);
        float[] weights = vocabulary.weights();
        float[][] rows = new float[vectors.length][];
        for (int id = 0; id < rows.length; id++) {
            rows[id] = components.project(vectors[id], mean);
            Vectors.scale(rows[id], vocabulary.occursInText(id) ? weights[id] : 0);
        }
        return TableWriter.write("static-" + teacher.modelName() + "-" + dimensions, vocabulary.pieces(), rows);
    }
}
