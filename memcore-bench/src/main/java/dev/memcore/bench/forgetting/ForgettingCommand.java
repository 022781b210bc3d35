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
import java.util.Set;
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
    private static final List<Double> CURVE = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
    private static final Set<String> UNUSED = Set.of("fifo", "random", "age-weighted");
    private static final Set<String> USED = Set.of("fifo", "lru", "lfu", "age-weighted");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory with locomo-dev.json or another locomo*.json, or the file itself.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--seed", description = "The first of the five of what goes by chance (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "SHARE",
            description = "Which shares are removed, above 0 and below 1 (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.34,0.5")
    private List<Double> shares = List.of();

    @Option(names = "--curve", description = "Removes .1 to .8 in steps of .1, in place of --shares.")
    private boolean curve;

    @Option(
            names = "--evidence-only",
            description = "Counts the evidence that is kept, and asks nothing afterwards: some ten times as fast.")
    private boolean evidenceOnly;

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Which policies compete, or \"all\" (default: fifo, random, lru, lfu and age-weighted, each where it"
                        + " makes sense).",
                "Those that go by use alone compete only where something was used."
            })
    private Set<String> policies = Set.of();

    @Mixin
    private final GistArm gists = new GistArm();

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public ForgettingCommand() {}

    @Override
    public Integer call() {
        json.check();
        List<Double> removed = curve ? CURVE : shares;
        if (removed.stream().anyMatch(share -> !(share > 0 && share < 1))) {
            throw new BadInput("shares must lie between 0 and 1, but are " + removed);
        }
        Catalogue catalogue = new Catalogue(seed);
        List<Competitor> unused = catalogue.named(policies.isEmpty() ? UNUSED : policies).stream()
                .filter(competitor -> !competitor.byUse())
                .toList();
        List<Competitor> used = catalogue.named(policies.isEmpty() ? USED : policies);
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
            Contest fresh = new Contest(set, false, !evidenceOnly, scratch);
            result.put("fresh", contest(fresh, "Nothing was used", unused, removed, out));
            if (!evidenceOnly) {
                result.put("gists", gists.contest(fresh, removed, catalogue.named(UNUSED), out));
            }
            String asked = "Half the questions were asked";
            result.put("used", contest(new Contest(set, true, !evidenceOnly, scratch), asked, used, removed, out));
        }
        json.write(result);
        return 0;
    }

    private static Map<String, Object> contest(
            Contest contest, String title, List<Competitor> competitors, List<Double> shares, Terminal out) {
        out.line();
        out.line("%s; %,d questions are asked now", title, contest.questions());
        out.line(
                "%-16s %8s %9s %9s %7s %7s %7s %8s",
                "policy", "share", "removed", "evidence", "R@5", "R@10", "R@25", "p50 ms");
        List<Result> results = new ArrayList<>();
        results.add(shown(contest.unforgotten(), out));
        for (double share : shares) {
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
        if (!result.recall().isEmpty()) {
            row.append(String.format(Locale.ROOT, "%9.2f", result.recallMillis()));
        }
        out.line(row.toString());
        return result;
    }
}
