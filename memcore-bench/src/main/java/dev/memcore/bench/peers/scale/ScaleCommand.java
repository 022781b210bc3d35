package dev.memcore.bench.peers.scale;

import dev.memcore.api.Scope;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ProcessState;
import dev.memcore.bench.perf.Workload;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures one store at three sizes, each ten times the one before. */
@Command(
        name = "scale",
        description = {
            "Measures how the cost of a store grows. A store is built to N/100, N/10 and N memories, and measured at"
                    + " each",
            "size: recalls of a small user, of a user with a tenth of all memories, and across a shared scope with a"
                    + " tenth;",
            "opening, heap and bytes on disk. At the end one small user is compared with a store of this user alone.",
            "With --dir, a stopped run continues where it stopped."
        },
        mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {
    private static final int LEAST_MEMORIES = 1_000;
    private static final int MOST_MEMORIES = 10_000_000;
    static final String MEMORIES = "memories";

    @Option(
            names = "--memories",
            paramLabel = "N",
            description = "Final size of the store (default: ${DEFAULT-VALUE}).")
    private int memories = 1_000_000;

    @Option(
            names = "--users",
            paramLabel = "U",
            description = "Final number of small users (default: ${DEFAULT-VALUE}). The smaller sizes have fewer.")
    private int users = 1_000;

    @Option(
            names = "--recalls",
            paramLabel = "N",
            description = "Measured recalls of each kind (default: ${DEFAULT-VALUE}).")
    private int recalls = 500;

    @Option(names = "--seed", description = "Seed of the texts and questions (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Directory of the run, which is kept and can be continued (default: temporary, deleted"
                    + " afterwards).")
    private @Nullable Path directory;

    @Mixin
    private final JsonOption json = new JsonOption();

    private final ScaleTable table = new ScaleTable(Terminal.standard());

    /** For picocli. */
    public ScaleCommand() {}

    @Override
    public Integer call() {
        BadInput.unlessWithin("--memories", memories, LEAST_MEMORIES, MOST_MEMORIES);
        BadInput.unlessWithin("--users", users, 1, memories / Workload.TURNS);
        BadInput.unlessAtLeast("--recalls", recalls, 1);
        json.check();
        if (directory == null) {
            try (ScratchDirectory scratch = ScratchDirectory.of(null)) {
                run(scratch.path());
            }
        } else {
            run(directory);
        }
        return 0;
    }

    private void run(Path place) {
        ScaleSessions sessions = new ScaleSessions(memories, users);
        ScaleProgress progress = new ScaleProgress(place, arguments());
        Path store = place.resolve("store");
        ScaleBuild build = new ScaleBuild(sessions, seed, store, progress, System.err);
        ScaleStage stage = new ScaleStage(sessions, store, recalls, seed);
        double load = ProcessState.load();
        table.start(sessions, load);
        int[] sizes = sessions.stages();
        for (int i = 0; i < sizes.length; i++) {
            if (i < progress.stages().size()) {
                table.size(progress.stages().get(i));
            } else {
                double perSecond = build.to(sizes[i]);
                progress.measured(figures(sizes[i], perSecond, build, stage, store));
                table.size(progress.stages().getLast());
            }
        }
        Map<String, Object> result = result(load, progress);
        result.put("userAlone", comparison(build, stage, place.resolve("alone")));
        json.write(result);
    }

    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put(MEMORIES, memories);
        arguments.put("users", users);
        arguments.put("recalls", recalls);
        arguments.put("seed", seed);
        return arguments;
    }

    private Map<String, Object> figures(int size, double perSecond, ScaleBuild build, ScaleStage stage, Path store) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(MEMORIES, size);
        figures.put("builtPerSecond", Double.isNaN(perSecond) ? null : perSecond);
        figures.putAll(stage.measure(size));
        Map<String, Long> bytes = DiskUse.of(store);
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        figures.put("diskBytes", all);
        figures.put("textBytes", build.textBytes());
        figures.put("bytesEach", (double) all / size);
        figures.put("bytesEachBeyondText", (double) (all - build.textBytes()) / size);
        Map<String, Object> each = new LinkedHashMap<>();
        bytes.forEach((kind, sum) -> each.put(kind, (double) sum / size));
        figures.put("bytesEachByKind", each);
        return figures;
    }

    private Map<String, Object> comparison(ScaleBuild build, ScaleStage stage, Path alone) {
        Scope user = ScaleSessions.small(0);
        if (!Files.exists(alone)) {
            build.alone(user, memories, alone, seed);
        }
        Map<String, Object> figures = stage.compare(alone, user);
        table.alone(figures);
        return figures;
    }

    private Map<String, Object> result(double load, ScaleProgress progress) {
        Map<String, Object> exponents = new LinkedHashMap<>();
        for (String time : ScaleTable.TIMES) {
            Map<Double, Double> points = new LinkedHashMap<>();
            for (Map<String, Object> figures : progress.stages()) {
                points.put(ScaleTable.number(figures, MEMORIES), ScaleTable.quantile(figures, time, "p50"));
            }
            exponents.put(time, GrowthExponent.of(points));
            table.growth(time, GrowthExponent.of(points));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("load", load);
        result.put("loadAtEnd", ProcessState.load());
        result.put("arguments", arguments());
        result.put("configuration", Stores.CONFIGURATION);
        result.put("java", Runtime.version().toString());
        result.put("processors", Runtime.getRuntime().availableProcessors());
        result.put("maxHeapBytes", Runtime.getRuntime().maxMemory());
        result.put("buildSeconds", progress.buildSeconds());
        result.put("exponents", exponents);
        result.put("sizes", progress.stages());
        return result;
    }
}
