package dev.memcore.bench.tasks.capacity;

import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.papers.replay.ReplayCandidate;
import dev.memcore.papers.replay.ReplaySampler;
import dev.memcore.papers.replay.Samplers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T17: what a classifier forgets with buffers of equal size. */
@Command(
        name = "replay",
        description = {
            "T17. Topics arrive one after another, and a buffer keeps a part of the items. Prints for each way to"
                    + " choose them the share of earlier topics in the buffer, and the accuracy that a classifier by"
                    + " nearest items loses. Then compares whole vectors with their signs, of equal bytes."
        },
        mixinStandardHelpOptions = true)
public final class ReplayCommand extends TaskCommand {
    private static final int FLOAT_BYTES = TopicStream.DIMENSIONS * Float.BYTES;
    private static final int SIGN_BYTES = TopicStream.DIMENSIONS / 8;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "The number of items of each stream (default: ${DEFAULT-VALUE}).")
    private int items = 3_000;

    @Option(names = "--topics", paramLabel = "N", description = "The number of topics (default: ${DEFAULT-VALUE}).")
    private int topics = 60;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "The number of streams, each with its own seed (default: ${DEFAULT-VALUE}).")
    private int streams = 5;

    /** For picocli. */
    public ReplayCommand() {
        super("T17");
    }

    @Override
    protected void quick() {
        items = 600;
        topics = 30;
        streams = 2;
    }

    @Override
    protected void measure(Trial trial) {
        if (items < 100 || topics < 4 || topics > items / 10 || streams < 1) {
            throw new BadInput("--items must be 100 or more, --topics 4 to a tenth of it, --streams 1 or more");
        }
        Map<String, Double> coverage = new LinkedHashMap<>();
        Map<String, Double> lost = new LinkedHashMap<>();
        for (int i = 0; i < streams; i++) {
            TopicStream stream = TopicStream.of(topics, items, trial.seed() + i);
            List<ReplayCandidate> old = stream.questions().stream()
                    .filter(question -> !question.topic().equals(stream.latest()))
                    .toList();
            double whole = new NearestVote(stream.items(), false).accuracy(old);
            int tenth = stream.items().size() / 10;
            buffers(stream, tenth, trial.seed() + i).forEach((name, buffer) -> {
                add(coverage, name, coverage(buffer, stream));
                add(lost, name, whole - new NearestVote(buffer, false).accuracy(old));
            });
            equalBytes(stream, old, whole, trial.seed() + i, lost);
            trial.asked(old.size());
        }
        trial.figure("coverageOfOldTopics", coverage);
        trial.figure("accuracyLost", lost);
        trial.used((long) items / 10 * FLOAT_BYTES);
        double gain = value(coverage, "balanced") - value(coverage, "random");
        trial.atLeast("balancedOverRandom", gain, 0.03, "mechanisms row 132, task T17: random + 3 points of coverage");
        double less = value(lost, "floatsOfEqualBytes") - value(lost, "signsOfEqualBytes");
        trial.atLeast("signsLoseLess", less, 0, "mechanisms row 139, task T17: compressed items lose less");
        trial.note("Vectors are generated. A sign code takes " + SIGN_BYTES + " bytes, a vector of floats "
                + FLOAT_BYTES + ".");
    }

    private static Map<String, List<ReplayCandidate>> buffers(TopicStream stream, int size, long seed) {
        List<ReplayCandidate> all = stream.items();
        List<double[]> current = all.stream()
                .filter(item -> item.topic().equals(stream.latest()))
                .map(ReplayCandidate::vector)
                .toList();
        Map<String, ReplaySampler> samplers = new LinkedHashMap<>();
        samplers.put("random", Samplers.reservoir());
        samplers.put("balanced", Samplers.balanced());
        samplers.put("informative", Samplers.informative());
        samplers.put("farFrom", Samplers.farFrom(current));
        Map<String, List<ReplayCandidate>> buffers = new LinkedHashMap<>();
        buffers.put("fifo", all.subList(all.size() - size, all.size()));
        samplers.forEach((name, sampler) -> buffers.put(name, sampler.choose(all, size, seed)));
        return buffers;
    }

    private static double coverage(List<ReplayCandidate> buffer, TopicStream stream) {
        Set<String> kept = topics(buffer);
        Set<String> old = topics(stream.items());
        kept.remove(stream.latest());
        old.remove(stream.latest());
        return kept.size() / (double) old.size();
    }

    private static Set<String> topics(List<ReplayCandidate> items) {
        return items.stream().map(ReplayCandidate::topic).collect(Collectors.toSet());
    }

    /** Compares random buffers of floats and of signs that take the bytes of a hundredth of the items as floats. */
    private void equalBytes(
            TopicStream stream, List<ReplayCandidate> old, double whole, long seed, Map<String, Double> lost) {
        int floats = stream.items().size() / 100;
        int signs = Math.min(stream.items().size(), floats * FLOAT_BYTES / SIGN_BYTES);
        List<ReplayCandidate> few = new ArrayList<>(Samplers.reservoir().choose(stream.items(), floats, seed));
        List<ReplayCandidate> many = new ArrayList<>(Samplers.reservoir().choose(stream.items(), signs, seed));
        add(lost, "floatsOfEqualBytes", whole - new NearestVote(few, false).accuracy(old));
        add(lost, "signsOfEqualBytes", whole - new NearestVote(many, true).accuracy(old));
    }

    private void add(Map<String, Double> means, String name, double value) {
        means.merge(name, value / streams, Double::sum);
    }

    private static double value(Map<String, Double> means, String name) {
        return means.getOrDefault(name, Double.NaN);
    }
}
