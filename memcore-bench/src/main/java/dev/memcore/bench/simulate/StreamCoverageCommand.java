package dev.memcore.bench.simulate;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many scenes of a stream are still represented in a few slots. */
@Command(
        name = "stream-coverage",
        description = "Which share of 40 scenes, long and short, is represented in 64 slots after 2,000 items.",
        mixinStandardHelpOptions = true)
final class StreamCoverageCommand implements Callable<Integer> {
    @Option(names = "--seeds", paramLabel = "N", description = "How many streams (default: ${DEFAULT-VALUE}).")
    private int seeds = 20;

    @Option(names = "--seed", description = "The first of the seeds (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    StreamCoverageCommand() {}

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new BadInput("--seeds must be at least 1, but is " + seeds);
        }
        json.check();
        Terminal out = Terminal.standard();
        out.line(
                out.bold("Stream coverage") + ": %d scenes, %,d items, %d slots, %d seeds from %d",
                SceneStream.SCENES,
                SceneStream.ITEMS,
                SlotRules.SLOTS,
                seeds,
                seed);
        List<Map<String, Object>> rules = new ArrayList<>();
        SlotRules.byName().forEach((name, rule) -> {
            Mean coverage = coverage(rule);
            out.line("   %-20s %.3f  (95 %%: %.3f to %.3f)", name, coverage.value(), coverage.low(), coverage.high());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.putAll(coverage.json("coverage"));
            rules.add(one);
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scenes", SceneStream.SCENES);
        result.put("items", SceneStream.ITEMS);
        result.put("slots", SlotRules.SLOTS);
        result.put("seed", seed);
        result.put("rules", rules);
        json.write(result);
        return 0;
    }

    private Mean coverage(SlotRules.Rule rule) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            SceneStream stream = SceneStream.of(seed + i);
            shares.add(stream.represented(rule.keep(stream.items(), seed + i)));
        }
        return Mean.of(shares);
    }
}
