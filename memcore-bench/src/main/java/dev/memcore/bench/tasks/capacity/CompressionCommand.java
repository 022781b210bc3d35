package dev.memcore.bench.tasks.capacity;

import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.spi.Embedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T16: the nearest vectors by compressed vectors. */
@Command(
        name = "compression",
        description = {
            "T16. Embeds turns of dialogues with the bundled embedder, and finds the ten nearest of each question by"
                    + " vectors of 8, 4 and 1 bit per dimension. Prints the share of the ten nearest by floats that are"
                    + " among them, at once and after 3 and 5 times as many are compared by floats, and the bytes."
        },
        mixinStandardHelpOptions = true)
public final class CompressionCommand extends TaskCommand {
    private static final int NEAREST = 10;

    /** How many times as many vectors as wanted are compared again by floats; 1: none. */
    private static final int[] TIMES = {1, 3, 5, 100};

    /** The number of vectors that a store compares by bytes: 5 times the 200 candidates of a source. */
    private static final int COMPARED = 1_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A directory with locomo, beam or lifebench-en, whose turns and questions are used (default:"
                    + " the dialogues that are included, and parts of their sentences).")
    private @Nullable Path data;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "The number of questions (default: ${DEFAULT-VALUE}).")
    private int questions = 500;

    /** For picocli. */
    public CompressionCommand() {
        super("T16");
    }

    @Override
    protected void quick() {
        questions = 50;
    }

    @Override
    protected void measure(Trial trial) {
        if (questions < 1 || (data != null && !Files.isDirectory(data))) {
            throw new BadInput("--questions must be 1 or more, and --data a directory");
        }
        List<String> texts = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        read(trial, texts, asked);
        Embedder embedder = Stores.embedder();
        VectorCodes codes = VectorCodes.of(embedder.embed(texts, Embedder.Purpose.DOCUMENT));
        List<float[]> queries = embedder.embed(asked, Embedder.Purpose.QUERY);
        Map<VectorCodes.Code, double[]> shares = new LinkedHashMap<>();
        for (VectorCodes.Code code : VectorCodes.Code.values()) {
            shares.put(code, new double[TIMES.length]);
        }
        for (float[] query : queries) {
            Set<Integer> nearest = Set.copyOf(codes.nearest(VectorCodes.Code.FLOAT, query, NEAREST));
            shares.forEach((code, sums) -> {
                List<Integer> first = codes.nearest(code, query, COMPARED);
                for (int i = 0; i < TIMES.length; i++) {
                    List<Integer> some = first.subList(0, Math.min(first.size(), NEAREST * TIMES[i]));
                    List<Integer> found = TIMES[i] == 1 ? some : codes.rescored(some, query, NEAREST);
                    sums[i] += found.stream().filter(nearest::contains).count() / (double) NEAREST / queries.size();
                }
            });
        }
        trial.asked(queries.size());
        trial.figure("vectors", texts.size());
        trial.figure("dimensions", embedder.dimensions());
        shares.forEach((code, sums) -> report(trial, code, sums, embedder.dimensions(), texts.size()));
        double[] signs = shares.getOrDefault(VectorCodes.Code.SIGN, new double[TIMES.length]);
        trial.atLeast(
                "signAfter3Times", signs[1], 0.99, "mechanisms row 58, task T16: 16 times smaller, .99 after 3 times");
        trial.atLeast("signAsInAStore", signs[3], 0.99, "mechanisms row 58, task T16: .99; 1,000 signs as in a store");
        trial.note(
                "A store compares 1,000 of the signs again, by 8 bits: 100 times the ten nearest. Here floats are used."
                        + " An index keeps both codes.");
    }

    private static void report(Trial trial, VectorCodes.Code code, double[] sums, int dimensions, int vectors) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("bytesPerVector", code.bytes(dimensions));
        figures.put("timesSmaller", VectorCodes.Code.FLOAT.bytes(dimensions) / (double) code.bytes(dimensions));
        figures.put("recall", sums[0]);
        figures.put("after3Times", sums[1]);
        figures.put("after5Times", sums[2]);
        figures.put("after100Times", sums[3]);
        trial.figure(code.label(), figures);
        trial.used((long) code.bytes(dimensions) * vectors);
    }

    private void read(Trial trial, List<String> texts, List<String> asked) {
        if (data == null) {
            Dialogues.shipped().stream()
                    .flatMap(dialogue -> dialogue.sessions().stream())
                    .flatMap(List::stream)
                    .map(Dialogue.Line::text)
                    .flatMap(text -> Stream.of(text.split("(?<=[.!?])\\s+")))
                    .distinct()
                    .forEach(texts::add);
            ConversationGenerator generator = new ConversationGenerator(trial.seed());
            for (int i = 0; i < questions; i++) {
                asked.add(generator.question());
            }
            return;
        }
        for (Sets found : Sets.found(data)) {
            if (found == Sets.LOCOMO || found == Sets.BEAM || found == Sets.LIFEBENCH_EN) {
                EvaluationSet set = found.read(data);
                for (Group group : set.groups()) {
                    group.documents()
                            .forEach(
                                    document -> texts.add(document.observation().text()));
                    group.questions().forEach(question -> asked.add(question.text()));
                }
            }
        }
        if (asked.isEmpty()) {
            throw new BadInput("no locomo, beam or lifebench-en in " + data);
        }
        List<String> different = texts.stream().distinct().toList();
        texts.clear();
        texts.addAll(different);
        Collections.shuffle(asked, trial.random());
        asked.subList(Math.min(questions, asked.size()), asked.size()).clear();
    }
}
