package dev.memcore.bench.simulate;

import dev.memcore.bench.simulate.keeper.Catalogue;
import dev.memcore.bench.simulate.keeper.Contender;
import dev.memcore.bench.simulate.stream.Mean;
import dev.memcore.bench.simulate.stream.Seeds;
import dev.memcore.bench.simulate.trace.FileTrace;
import dev.memcore.bench.simulate.trace.Trace;
import dev.memcore.bench.simulate.trace.TraceSize;
import dev.memcore.bench.simulate.trace.Traces;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
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

/** Compares policies that limit a tier to a capacity, on a trace. */
@Command(
        name = "simulate",
        description = {
            "Compares policies of a tier on a trace: the share of requested items that the tier still holds.",
            "Each policy runs as in a store, over memories in the heap. Two competitors are not policies: an oracle"
                    + " that knows the",
            "future (oracle), and Caffeine's cache (w-tinylfu)."
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
            description = "Name of a policy, or all (default: ${DEFAULT-VALUE}).")
    private String policy = "all";

    @Option(
            names = "--trace",
            paramLabel = "TRACE",
            description = "zipf, drift, scan, dialogue, or a file with one key per line (default: ${DEFAULT-VALUE}).")
    private String trace = "zipf";

    @Option(names = "--capacity", paramLabel = "N", description = "Capacity of the tier (default: ${DEFAULT-VALUE}).")
    private int capacity = 100;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Generated traces: number of items (default: ${DEFAULT-VALUE}).")
    private int items = 1_000;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Generated traces: number of steps (default: ${DEFAULT-VALUE}).")
    private int steps = 10_000;

    @Option(
            names = "--exponent",
            paramLabel = "S",
            description = "Generated traces: exponent of Zipf's law (default: ${DEFAULT-VALUE}).")
    private double exponent = 0.9;

    @Mixin
    private final Seeds seeds = new Seeds(10);

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
                out.bold("Simulation") + ": trace %s, %,d steps, capacity %,d, %s",
                trace,
                traces.getFirst().steps().size(),
                capacity,
                seeds);
        Map<String, Mean> rates = new LinkedHashMap<>();
        contenders.forEach((name, contender) -> {
            Mean rate = rate(contender, traces);
            rates.put(name, rate);
            out.line("   %-24s hit rate %s", name, rate);
        });
        json.write(result(traces, rates));
        if (chart != null) {
            HitRateChart.write(chart, trace, capacity, rates);
        }
        return 0;
    }

    private void check() {
        BadInput.unlessAtLeast("--capacity", capacity, 1);
        BadInput.unlessAtLeast("--items", items, LEAST_ITEMS);
        BadInput.unlessWithin("--steps", steps, items, MOST_STEPS);
        seeds.check();
        if (!(exponent >= 0 && exponent <= 10)) {
            throw new BadInput("--exponent must lie in [0, 10], but is " + exponent);
        }
    }

    /** Returns one trace for each seed; a trace from a file is the same for all seeds. */
    private List<Trace> traces() {
        Traces.Generator generator = Traces.byName().get(trace);
        if (generator == null) {
            return Collections.nCopies(seeds.count(), FileTrace.read(file()));
        }
        TraceSize size = new TraceSize(items, steps, exponent);
        return seeds.stream().mapToObj(seed -> generator.trace(size, seed)).toList();
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
        return seeds.mean(seed -> contender.hitRate(traces.get(Math.toIntExact(seed - seeds.first())), capacity, seed));
    }

    private Map<String, Object> result(List<Trace> traces, Map<String, Mean> rates) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("trace", trace);
        result.put("items", traces.getFirst().items().size());
        result.put("steps", traces.getFirst().steps().size());
        result.put("asked", traces.getFirst().asked());
        result.put("exponent", exponent);
        result.put("capacity", capacity);
        seeds.put(result);
        List<Map<String, Object>> policies = new ArrayList<>();
        rates.forEach((name, rate) -> policies.add(rate.row(name, "hitRate")));
        result.put("policies", policies);
        return result;
    }
}
