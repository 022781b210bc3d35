package dev.memcore.bench.perf;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures write latency with many concurrent callers, on platform threads and on virtual threads. */
@Command(
        name = "callers",
        description = {
            "Measures the latency of a durable write with many concurrent callers.",
            "Each caller has a thread of its own. In each round, all callers write one memory at the same time."
        },
        mixinStandardHelpOptions = true)
public final class CallersCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 5;

    @Option(
            names = "--callers",
            paramLabel = "N",
            split = ",",
            description = "Numbers of concurrent callers (default: 1,10,100,1000).")
    private List<Integer> callers = List.of(1, 10, 100, 1_000);

    @Option(
            names = "--threads",
            paramLabel = "KIND",
            split = ",",
            description = "Kinds of threads, of ${COMPLETION-CANDIDATES} (default: both).")
    private Set<Kind> kinds = EnumSet.allOf(Kind.class);

    @Option(
            names = "--writes",
            paramLabel = "N",
            description = {
                "Measured writes for each number of callers, at least five for each caller (default:"
                        + " ${DEFAULT-VALUE}).",
                "A warm-up of a fifth of this number comes first."
            })
    private int writes = 5_000;

    @Option(names = "--seed", description = "Seed of the generated texts (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();

    /** For picocli. */
    public CallersCommand() {}

    /** A kind of thread. */
    enum Kind {
        PLATFORM,
        VIRTUAL;

        Thread thread(Runnable task) {
            return switch (this) {
                case PLATFORM -> Thread.ofPlatform().unstarted(task);
                case VIRTUAL -> Thread.ofVirtual().unstarted(task);
            };
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        callers.forEach(number -> BadInput.unlessAtLeast("--callers", number, 1));
        BadInput.unlessAtLeast("--writes", writes, 1);
        json.check();
        List<Map<String, Object>> rows = new ArrayList<>();
        out.line(out.bold("Durable writes of concurrent callers"));
        try (ScratchDirectory scratch = directory.open()) {
            for (int number : callers) {
                for (Kind kind : kinds) {
                    rows.add(measure(number, kind, scratch));
                }
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("configuration", Stores.CONFIGURATION);
        result.put("java", Runtime.version().toString());
        result.put("processors", Runtime.getRuntime().availableProcessors());
        result.put("writes", writes);
        result.put("seed", seed);
        result.put("rows", rows);
        json.write(result);
        return 0;
    }

    private Map<String, Object> measure(int number, Kind kind, ScratchDirectory scratch) {
        int rounds = Math.max(LEAST_ROUNDS, writes / number);
        Sample latencies =
                new ConcurrentWrites(scratch.resolve(kind.key() + "-" + number), number, rounds, kind, seed).measure();
        out.line("   %,5d on %-8s threads   %s", number, kind.key(), latencies);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("callers", number);
        row.put("threads", kind.key());
        row.put("writeMillis", latencies.json());
        return row;
    }
}
