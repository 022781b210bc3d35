package dev.memcore.bench.perf;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.Terminal;
import java.time.Duration;
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

/** Write latency with many concurrent callers, on platform threads and on virtual threads. */
@Command(
        name = "callers",
        description = {
            "Measures the latency of a durable write with many concurrent callers.",
            "Each caller has a thread of its own and writes one memory after another, without a pause."
        },
        mixinStandardHelpOptions = true)
public final class CallersCommand implements Callable<Integer> {
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
            names = "--seconds",
            paramLabel = "S",
            description = "Duration of each measurement, after a warm-up of the same length (default: ${DEFAULT-VALUE}).")
    private double seconds = 5;

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
        if (!(seconds > 0)) {
            throw new BadInput("--seconds must be positive, but is " + seconds);
        }
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
        result.put("seconds", seconds);
        result.put("seed", seed);
        result.put("rows", rows);
        json.write(result);
        return 0;
    }

    private Map<String, Object> measure(int number, Kind kind, ScratchDirectory scratch) {
        Duration time = Duration.ofNanos((long) (seconds * 1e9));
        ConcurrentWrites writes =
                new ConcurrentWrites(scratch.resolve(kind.key() + "-" + number), number, kind, seed);
        Sample latencies = writes.measure(time);
        double perSecond = latencies.size() / seconds;
        out.line("   %,5d on %-8s threads   %s, %,.0f/s", number, kind.key(), latencies, perSecond);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("callers", number);
        row.put("threads", kind.key());
        row.put("writeMillis", latencies.json());
        row.put("perSecond", perSecond);
        return row;
    }
}
