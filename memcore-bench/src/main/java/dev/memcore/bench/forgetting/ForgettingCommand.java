package dev.memcore.bench.forgetting;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.JsonOption;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.Terminal;
import dev.memcore.bench.locomo.LocomoSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evidence kept and recall after policies have removed a share of LoCoMo's turns. */
@Command(
        name = "forgetting",
        description = {
            "What policies of forgetting leave over of LoCoMo: evidence kept, and recall of the evidence.",
            "Every policy archives the same share of each conversation, through maintain, in a copy of the same store.",
            "Contest \"fresh\": nothing was used; all questions are asked. Contest \"used\": every other question was"
                    + " asked",
            "before, and what was recalled counts as used; the remaining questions are asked."
        },
        mixinStandardHelpOptions = true)
public final class ForgettingCommand implements Callable<Integer> {
    private static final List<Double> SHARES = List.of(0.34, 0.5);
    private static final int SEEDS = 5;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory with locomo-dev.json or another locomo*.json, or the file itself.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--seed", description = "The first of the random policy's five (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final GistArm gists = new GistArm();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public ForgettingCommand() {}

    @Override
    public Integer call() {
        json.check();
        LocomoSet set = LocomoSet.find(data);
        if (set.questions() < 2) {
            throw new BadInput(
                    set.file() + " has fewer than two questions: expected a list \"qa\" in each conversation");
        }
        Terminal out = Terminal.standard();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("dataset", "locomo");
        result.put("file", set.file());
        result.put("sha256", set.sha256());
        result.put("conversations", set.conversations().size());
        result.put("turns", set.turns());
        result.put("embedder", Stores.embedder().modelId());
        result.put("configuration", Stores.CONFIGURATION + ", and the policy");
        result.put("seed", seed);
        out.line(out.bold("Forgetting") + ": what is left of LoCoMo when a share of its turns is archived?");
        out.line(
                "%s, %,d conversations, %,d turns",
                set.file(), set.conversations().size(), set.turns());
        out.line(out.dim("sha256 " + set.sha256()));
        try (ScratchDirectory scratch = ScratchDirectory.of(null)) {
            List<Competitor> unused =
                    List.of(Competitor.fifo(), Competitor.random(seed, SEEDS), Competitor.ageWeighted());
            Contest fresh = new Contest(set, false, scratch);
            result.put("fresh", contest(fresh, "Nothing was used", unused, out));
            result.put("gists", gists.contest(fresh, SHARES, unused, out));
            List<Competitor> used =
                    List.of(Competitor.fifo(), Competitor.lru(), Competitor.lfu(), Competitor.ageWeighted());
            result.put("used", contest(new Contest(set, true, scratch), "Half the questions were asked", used, out));
        }
        json.write(result);
        return 0;
    }

    private static Map<String, Object> contest(
            Contest contest, String title, List<Competitor> competitors, Terminal out) {
        out.line();
        out.line("%s; %,d questions are asked now", title, contest.questions());
        out.line("%-16s %8s %9s %9s %7s %7s %7s", "policy", "share", "removed", "evidence", "R@5", "R@10", "R@25");
        List<Result> results = new ArrayList<>();
        results.add(shown(contest.unforgotten(), out));
        for (double share : SHARES) {
            competitors.forEach(competitor -> results.add(shown(contest.run(competitor, share), out)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", contest.questions());
        json.put("results", results.stream().map(Result::json).toList());
        return json;
    }

    private static Result shown(Result result, Terminal out) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %7.0f%% %,9.0f %8.1f%%",
                result.policy(),
                100 * result.share(),
                result.removed(),
                100 * result.evidenceKept()));
        result.recall().values().forEach(recall -> row.append(String.format(Locale.ROOT, "%8.1f", 100 * recall)));
        out.line(row.toString());
        return result;
    }
}
