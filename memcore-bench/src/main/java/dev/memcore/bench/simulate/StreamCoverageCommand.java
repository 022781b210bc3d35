package dev.memcore.bench.simulate;

import dev.memcore.bench.simulate.stream.Mean;
import dev.memcore.bench.simulate.stream.SceneStream;
import dev.memcore.bench.simulate.stream.Seeds;
import dev.memcore.bench.simulate.stream.SlotRules;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how many scenes of a stream are represented in a few slots. */
@Command(
        name = "stream-coverage",
        description = "Measures the share of 40 scenes, long and short, that 64 slots represent after 2,000 items.",
        mixinStandardHelpOptions = true)
final class StreamCoverageCommand implements Callable<Integer> {
    @Mixin
    private final Seeds seeds = new Seeds(20);

    @Mixin
    private final JsonOption json = new JsonOption();

    StreamCoverageCommand() {}

    @Override
    public Integer call() {
        seeds.check();
        json.check();
        Terminal out = Terminal.standard();
        out.line(
                out.bold("Stream coverage") + ": %d scenes, %,d items, %d slots, %s",
                SceneStream.SCENES,
                SceneStream.ITEMS,
                SlotRules.SLOTS,
                seeds);
        List<Map<String, Object>> rules = new ArrayList<>();
        SlotRules.byName().forEach((name, rule) -> {
            Mean coverage = seeds.mean(seed -> coverage(rule, seed));
            out.line("   %-20s %s", name, coverage);
            rules.add(coverage.row(name, "coverage"));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scenes", SceneStream.SCENES);
        result.put("items", SceneStream.ITEMS);
        result.put("slots", SlotRules.SLOTS);
        seeds.put(result);
        result.put("rules", rules);
        json.write(result);
        return 0;
    }

    private static double coverage(SlotRules.Rule rule, long seed) {
        SceneStream stream = SceneStream.of(seed);
        return stream.represented(rule.keep(stream.items(), seed));
    }
}
