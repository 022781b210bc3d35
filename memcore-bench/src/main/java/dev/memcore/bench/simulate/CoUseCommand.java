package dev.memcore.bench.simulate;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether records that are used together find each other. */
@Command(
        name = "co-use",
        description = {
            "Records of unrelated vectors are used together in 400 sessions, each with one that does not belong:",
            "how many of its group does a record find among its first five?"
        },
        mixinStandardHelpOptions = true)
final class CoUseCommand implements Callable<Integer> {
    private static final int FIRST = 5;

    @Option(names = "--seeds", paramLabel = "N", description = "How many worlds (default: ${DEFAULT-VALUE}).")
    private int seeds = 5;

    @Option(names = "--seed", description = "The first of the seeds (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    CoUseCommand() {}

    /** What competes: an association for a world that it has seen nothing of yet. */
    private static Map<String, Function<CoUse, CoUse.Association>> associations() {
        Map<String, Function<CoUse, CoUse.Association>> all = new LinkedHashMap<>();
        all.put("cosine", world -> new Cosines(world.vectors()));
        all.put("recall with links", world -> new StoreLinks());
        return all;
    }

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new BadInput("--seeds must be at least 1, but is " + seeds);
        }
        json.check();
        Terminal out = Terminal.standard();
        out.line(
                out.bold("Co-use") + ": %d records, groups of %d, %d sessions, %d seeds from %d",
                CoUse.RECORDS,
                CoUse.GROUP,
                CoUse.SESSIONS,
                seeds,
                seed);
        List<Map<String, Object>> arms = new ArrayList<>();
        associations().forEach((name, association) -> {
            Mean recall = recall(association);
            out.line(
                    "   %-20s recall@5 %.3f  (95 %%: %.3f to %.3f)", name, recall.value(), recall.low(), recall.high());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.putAll(recall.json("recallAt5"));
            arms.add(one);
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("records", CoUse.RECORDS);
        result.put("sessions", CoUse.SESSIONS);
        result.put("seed", seed);
        result.put("associations", arms);
        json.write(result);
        return 0;
    }

    private Mean recall(Function<CoUse, CoUse.Association> association) {
        List<Double> recalls = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            CoUse world = CoUse.of(seed + i);
            try (CoUse.Association learner = association.apply(world)) {
                recalls.add(world.recall(learner, FIRST));
            }
        }
        return Mean.of(recalls);
    }
}
