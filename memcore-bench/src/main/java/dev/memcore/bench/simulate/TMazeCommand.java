package dev.memcore.bench.simulate;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.simulate.form.Check;
import dev.memcore.bench.simulate.maze.DropMaze;
import dev.memcore.bench.simulate.maze.MazeSeries;
import dev.memcore.bench.simulate.maze.TMaze;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether a cue is remembered through a long corridor, by a store that does not grow. */
@Command(
        name = "t-maze",
        description = {
            "Stores a cue, then a long corridor of turns, then asks for the cue; in a durable store with policies and"
                    + " retention.",
            "The keyed and the pinned cue must be found; the unpinned ones as probability or order predicts. Log,"
                    + " index, heap and",
            "latency must stay constant over the last 90 % of the way."
        },
        mixinStandardHelpOptions = true)
final class TMazeCommand implements Callable<Integer> {
    /**
     * The maximum ratio of the last tenth to the second one. Sizes of files and heaps vary because of merges and
     * garbage collections.
     */
    private static final double FLAT = 1.5;
    /** The minimum number of maintenance runs. The second tenth of them must be after tier and archive are full. */
    private static final int ROUNDS = 40;

    @Option(
            names = "--writes",
            paramLabel = "N",
            description = "Number of turns in the corridor (default: ${DEFAULT-VALUE}).")
    private int writes = 100_000;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "Number of turns that are kept; the archive keeps as many (default: ${DEFAULT-VALUE}).")
    private int capacity = 250;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Number of turns in a batch; maintenance runs after each batch (default: ${DEFAULT-VALUE}).")
    private int every = 1_000;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Option(names = "--seed", description = "Seed of the turns (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();

    TMazeCommand() {}

    @Override
    public Integer call() {
        BadInput.unlessWithin("--capacity", capacity, 1, 10_000);
        BadInput.unlessWithin("--every", every, 1, 10_000);
        long least = (long) ROUNDS * Math.max(capacity, every);
        BadInput.unlessAtLeast("--writes, " + ROUNDS + " times --capacity and --every,", writes, least);
        json.check();
        out.line(
                out.bold("T-maze") + ": %,d turns; %,d kept, %,d archived, the rest forgotten",
                writes,
                capacity,
                capacity);
        try (ScratchDirectory scratch = directory.open()) {
            TMaze.Result maze = new TMaze(writes, capacity, every, seed)
                    .run(scratch.resolve("maze"), done -> out.progress(done + " turns"));
            out.progressDone();
            List<Check> checks = cues(maze.found());
            checks.addAll(DropMaze.run(scratch.resolve("drop"), seed));
            checks.forEach(this::show);
            maze.series().forEach(this::show);
            json.write(result(maze, checks));
            return checks.stream().allMatch(Check::holds) ? 0 : 1;
        }
    }

    private static List<Check> cues(Map<String, Boolean> found) {
        List<Check> checks = new ArrayList<>();
        found.forEach((name, there) ->
                checks.add(new Check(name + ", fifo, at the end", name.equals("unpinned") ? 0 : 1, there ? 1 : 0, 0)));
        return checks;
    }

    private void show(Check check) {
        out.line(
                "   %-7s%-40s expected %.3f, found %.3f",
                check.holds() ? "ok" : "FAILED", check.name(), check.expected(), check.measured());
    }

    private void show(String name, MazeSeries series) {
        out.line(
                "   %-7s%-16s second tenth %,14.2f   last tenth %,14.2f   x %.2f",
                series.growth() <= FLAT ? "flat" : "GROWS", name, series.tenth(1), series.tenth(9), series.growth());
    }

    private Map<String, Object> result(TMaze.Result maze, List<Check> checks) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("writes", writes);
        result.put("capacity", capacity);
        result.put("every", every);
        result.put("seed", seed);
        result.put("checks", checks.size());
        result.put("failed", checks.stream().filter(check -> !check.holds()).count());
        result.put("results", checks.stream().map(Check::json).toList());
        result.put("flatUpTo", FLAT);
        result.put("flat", maze.series().values().stream().allMatch(series -> series.growth() <= FLAT));
        Map<String, Object> series = new LinkedHashMap<>();
        maze.series().forEach((name, values) -> series.put(name, values.json()));
        result.put("series", series);
        result.put("memories", maze.end().memories());
        result.put("segments", maze.end().segments());
        return result;
    }
}
