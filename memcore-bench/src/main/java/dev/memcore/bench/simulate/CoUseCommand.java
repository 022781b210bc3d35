package dev.memcore.bench.simulate;

import dev.memcore.bench.simulate.stream.CoUse;
import dev.memcore.bench.simulate.stream.Cosines;
import dev.memcore.bench.simulate.stream.Mean;
import dev.memcore.bench.simulate.stream.Seeds;
import dev.memcore.bench.simulate.stream.StoreLinks;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures whether records that are used together are found through each other. */
@Command(
        name = "co-use",
        description = {
            "Uses records with unrelated vectors together in 400 sessions, each with one record of another group.",
            "Reports how many records of its group a record finds among its first five hits."
        },
        mixinStandardHelpOptions = true)
final class CoUseCommand implements Callable<Integer> {
    private static final int FIRST = 5;

    @Mixin
    private final Seeds seeds = new Seeds(5);

    @Mixin
    private final JsonOption json = new JsonOption();

    CoUseCommand() {}

    /** The compared associations, each as a factory for a world without any sessions yet. */
    private static Map<String, Function<CoUse, CoUse.Association>> associations() {
        Map<String, Function<CoUse, CoUse.Association>> all = new LinkedHashMap<>();
        all.put("cosine", world -> new Cosines(world.vectors()));
        all.put("recall with links", world -> new StoreLinks());
        return all;
    }

    @Override
    public Integer call() {
        seeds.check();
        json.check();
        Terminal out = Terminal.standard();
        out.line(
                out.bold("Co-use") + ": %d records, groups of %d, %d sessions, %s",
                CoUse.RECORDS,
                CoUse.GROUP,
                CoUse.SESSIONS,
                seeds);
        List<Map<String, Object>> arms = new ArrayList<>();
        associations().forEach((name, association) -> {
            Mean recall = seeds.mean(seed -> recall(CoUse.of(seed), association));
            out.line("   %-20s recall@5 %s", name, recall);
            arms.add(recall.row(name, "recallAt5"));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("records", CoUse.RECORDS);
        result.put("sessions", CoUse.SESSIONS);
        seeds.put(result);
        result.put("associations", arms);
        json.write(result);
        return 0;
    }

    private static double recall(CoUse world, Function<CoUse, CoUse.Association> association) {
        try (CoUse.Association learner = association.apply(world)) {
            return world.recall(learner, FIRST);
        }
    }
}
