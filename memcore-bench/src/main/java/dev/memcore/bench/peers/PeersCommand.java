package dev.memcore.bench.peers;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.peers.system.PeerSystem;
import dev.memcore.bench.perf.ProcessState;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares memcore with bare Lucene, LangChain4j, SQLite and a raw file. */
@Command(
        name = "peers",
        description = {
            "Compares memcore with what an application would use instead: bare Lucene (BM25 and HNSW, fused by rank),",
            "LangChain4j's embedding store in memory, SQLite, and a file that is forced. All systems get the same"
                    + " texts,",
            "vectors and questions. Each measurement has a JVM of its own."
        },
        mixinStandardHelpOptions = true)
public final class PeersCommand implements Callable<Integer> {
    private static final int MEMORIES = 100_000;
    private static final int FEW_MEMORIES = 20_000;
    private static final String ALL = "all";

    @Option(
            names = "--memories",
            paramLabel = "N",
            description = "Number of memories of all users (default: 100,000; with --short: 20,000).")
    private @Nullable Integer memories;

    @Option(names = "--users", paramLabel = "U", description = "Number of users (default: ${DEFAULT-VALUE}).")
    private int users = 1;

    @Option(
            names = "--systems",
            paramLabel = "S",
            split = ",",
            description = "Measure only these, of memcore, lucene, langchain4j, sqlite and force (default: all).")
    private Set<String> systems = Set.of(ALL);

    @Option(
            names = "--works",
            paramLabel = "W",
            split = ",",
            description = "Measure only these, of hybrid, dense, open, cold-start, write-1, write-8 and"
                    + " hybrid-beside-writer (default: all).")
    private Set<String> works = Set.of(ALL);

    @Option(names = "--short", description = "Measure a smaller store, fewer searches and shorter writes.")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A directory with LoCoMo, or one that contains it as locomo; its turns come first, and the"
                    + " results of its questions are judged (default: only generated turns).")
    private @Nullable Path data;

    @Option(
            names = "--recalls",
            paramLabel = "N",
            description = "Timed searches of each measurement (default: 1,000; with --short: 500).")
    private @Nullable Integer recalls;

    @Option(
            names = "--openings",
            paramLabel = "N",
            description = "Measured openings, and processes of cold-start (default: 11; with --short: 5).")
    private @Nullable Integer openings;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Seconds of measured writes (default: 10; with --short: 3).")
    private @Nullable Double seconds;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "The greatest heap of each JVM, as of -Xmx (default: ${DEFAULT-VALUE}).")
    private String heap = "4g";

    @Option(names = "--seed", description = "Seed of the generated texts and questions (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();

    /** For picocli. */
    public PeersCommand() {}

    @Override
    public Integer call() {
        PeerSizes sizes = sizes();
        Set<PeerSystem> chosenSystems = chosen("--systems", systems, PeerSystem.values(), PeerSystem::label);
        Set<PeerWork> chosenWorks = chosen("--works", works, PeerWork.values(), PeerWork::label);
        json.check();
        double load = ProcessState.load();
        PeerTable table = new PeerTable(out);
        table.start(sizes, heap, load);
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ScratchDirectory scratch = directory.open()) {
            PeerRuns runs = new PeerRuns(scratch.path(), sizes, List.of("-Xmx" + heap));
            for (PeerWork work : chosenWorks) {
                for (PeerSystem system : chosenSystems) {
                    if (work.fits(system)) {
                        Map<String, Object> row = runs.measure(system, work);
                        rows.add(row);
                        table.row(row);
                    }
                }
            }
        }
        table.ratios(rows);
        json.write(result(sizes, load, rows));
        return 0;
    }

    private PeerSizes sizes() {
        int count = memories == null ? (quick ? FEW_MEMORIES : MEMORIES) : memories;
        int timed = recalls == null ? (quick ? 500 : 1_000) : recalls;
        double time = seconds == null ? (quick ? 3 : 10) : seconds;
        BadInput.unlessAtLeast("--memories", count, 1);
        BadInput.unlessWithin("--users", users, 1, count);
        BadInput.unlessAtLeast("--recalls", timed, 1);
        int opened = openings == null ? (quick ? 5 : 11) : openings;
        BadInput.unlessAtLeast("--openings", opened, 1);
        if (!(time > 0)) {
            throw new BadInput("--seconds must be positive, but is " + time);
        }
        if (data != null) {
            LocomoSet.find(data); // fails early
        }
        return new PeerSizes(count, users, data, seed, timed, quick ? 200 : 1_000, opened, time);
    }

    private static <T extends Enum<T>> Set<T> chosen(
            String option, Set<String> names, T[] values, Function<T, String> label) {
        Map<String, T> byName =
                Arrays.stream(values).collect(Collectors.toMap(label, value -> value, (a, b) -> a, LinkedHashMap::new));
        Set<T> chosen = new TreeSet<>();
        for (String name : names) {
            if (name.equals(ALL)) {
                chosen.addAll(byName.values());
            } else if (byName.containsKey(name)) {
                chosen.add(byName.get(name));
            } else {
                throw new BadInput(option + " knows no " + name + ": expected some of " + byName.keySet());
            }
        }
        return chosen;
    }

    private Map<String, Object> result(PeerSizes sizes, double load, List<Map<String, Object>> rows) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("load", load);
        result.put("loadAtEnd", ProcessState.load());
        result.put("heap", heap);
        result.put("seed", seed);
        result.put("recalls", sizes.recalls());
        result.put("judged", sizes.judged());
        result.put("writeSeconds", sizes.seconds());
        result.put("java", Runtime.version().toString());
        result.put("processors", Runtime.getRuntime().availableProcessors());
        result.put("measurements", rows);
        return result;
    }
}
