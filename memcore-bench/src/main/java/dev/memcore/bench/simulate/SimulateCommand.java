package dev.memcore.bench.simulate;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Policies that keep a tier within a capacity, competing on a trace. */
@Command(
        name = "simulate",
        description = {
            "Policies of a tier compete on a trace: how much of what is asked for is still there?",
            "Each policy runs as in a store, over memories in the heap. Beside them: what an oracle would have kept"
                    + " (oracle),",
            "and Caffeine's cache (w-tinylfu)."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ClosedFormsCommand.class,
            TMazeCommand.class,
            StreamCoverageCommand.class,
            CoUseCommand.class,
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int LEAST_ITEMS = 20;
    private static final int MOST_STEPS = 1_000_000;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "One policy by its name, or all (default: ${DEFAULT-VALUE}).")
    private String policy = "all";

    @Option(
            names = "--trace",
            paramLabel = "TRACE",
            description = "zipf, drift, scan, dialogue, or a file of one key a line (default: ${DEFAULT-VALUE}).")
    private String trace = "zipf";

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "How many memories the tier holds (default: ${DEFAULT-VALUE}).")
    private int capacity = 100;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Of a generated trace: how many items are asked for (default: ${DEFAULT-VALUE}).")
    private int items = 1_000;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Of a generated trace: how many steps it has (default: ${DEFAULT-VALUE}).")
    private int steps = 10_000;

    @Option(
            names = "--exponent",
            paramLabel = "S",
            description = "Of a generated trace: the exponent of Zipf's law (default: ${DEFAULT-VALUE}).")
    private double exponent = 0.9;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many traces are generated, and how often chance is asked (default: ${DEFAULT-VALUE}).")
    private int seeds = 10;

    @Option(names = "--seed", description = "The first of the seeds (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--chart", paramLabel = "FILE", description = "Write a chart to this file, as SVG.")
    private @Nullable Path chart;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public SimulateCommand() {}

    @Override
    public Integer call() {
        check();
        json.check();
        Map<String, Contender> contenders = Catalogue.named(policy);
        List<Trace> traces = traces();
        Terminal out = Terminal.standard();
        out.line(
                out.bold("Simulation") + ": trace %s, %,d steps, capacity %,d, %d seeds from %d",
                trace,
                traces.getFirst().steps().size(),
                capacity,
                seeds,
                seed);
        Map<String, Mean> rates = new LinkedHashMap<>();
        contenders.forEach((name, contender) -> {
            Mean rate = rate(contender, traces);
            rates.put(name, rate);
            out.line("   %-24s hit rate %.3f  (95 %%: %.3f to %.3f)", name, rate.value(), rate.low(), rate.high());
        });
        json.write(result(traces, rates));
        if (chart != null) {
            HitRateChart.write(chart, trace, capacity, rates);
        }
        return 0;
    }

    private void check() {
        atLeast("--capacity", capacity, 1);
        atLeast("--items", items, LEAST_ITEMS);
        atLeast("--steps", steps, items);
        atLeast("--seeds", seeds, 1);
        if (steps > MOST_STEPS) {
            throw new BadInput("--steps must be at most " + MOST_STEPS + ", but is " + steps);
        }
        if (!(exponent >= 0 && exponent <= 10)) {
            throw new BadInput("--exponent must lie in [0, 10], but is " + exponent);
        }
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new BadInput(option + " must be at least " + least + ", but is " + value);
        }
    }

    /** One for each seed; of a file, the same every time. */
    private List<Trace> traces() {
        List<Trace> traces = new ArrayList<>();
        Traces.Generator generator = Traces.byName().get(trace);
        if (generator == null) {
            return Collections.nCopies(seeds, FileTrace.read(file()));
        }
        for (int i = 0; i < seeds; i++) {
            traces.add(generator.trace(new TraceSize(items, steps, exponent), seed + i));
        }
        return traces;
    }

    private Path file() {
        Path file = Path.of(trace);
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no trace '" + trace + "', nor a file of that name; there are "
                    + String.join(", ", Traces.byName().keySet()));
        }
        return file;
    }

    private Mean rate(Contender contender, List<Trace> traces) {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < traces.size(); i++) {
            rates.add(contender.hitRate(traces.get(i), capacity, seed + i));
        }
        return Mean.of(rates);
    }

    private Map<String, Object> result(List<Trace> traces, Map<String, Mean> rates) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("trace", trace);
        result.put("items", traces.getFirst().items().size());
        result.put("steps", traces.getFirst().steps().size());
        result.put("asked", traces.getFirst().asked());
        result.put("exponent", exponent);
        result.put("capacity", capacity);
        result.put("seed", seed);
        result.put("seeds", seeds);
        List<Map<String, Object>> policies = new ArrayList<>();
        rates.forEach((name, rate) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.putAll(rate.json("hitRate"));
            policies.add(one);
        });
        result.put("policies", policies);
        return result;
    }
}
