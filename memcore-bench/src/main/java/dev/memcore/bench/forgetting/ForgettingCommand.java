package dev.memcore.bench.forgetting;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.TierPolicies;
import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures kept evidence and recall after policies have removed a share of LoCoMo's turns. */
@Command(
        name = "forgetting",
        description = {
            "Measures how much of LoCoMo's evidence each policy keeps, and the recall of the evidence.",
            "Each policy archives the same share of each conversation, through maintain, in copies of the same store.",
            "Contest \"fresh\": nothing was used; all questions are asked. Contest \"used\": every other question was"
                    + " asked",
            "before, and its hits count as used; the remaining questions are asked.",
            "The turns that a policy would archive are determined first. Each distinct set of turns is archived once.",
            "A larger share continues from the same copy if it only archives more turns."
        },
        mixinStandardHelpOptions = true)
public final class ForgettingCommand implements Callable<Integer> {
    private static final Set<String> UNUSED = Set.of("fifo", "random", TierPolicies.DEFAULT);
    private static final Set<String> USED = Set.of("fifo", "lru", "lfu", TierPolicies.DEFAULT);

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory with locomo-dev.json or another locomo*.json, or the file itself.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(names = "--seed", description = "First seed of the random choices (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "SHARE",
            description = "Shares to remove, above 0 and below 1 (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.34,0.5")
    private List<Double> shares = List.of();

    @Option(
            names = "--curve",
            description = {
                "Removes .1 to .8 in steps of .1, and .34, instead of --shares. Random choices are drawn five times at"
                        + " .34 and .5,",
                "and once at the others. Gists are measured at .34 and .5."
            })
    private boolean curve;

    @Option(
            names = "--evidence-only",
            description = "Only counts the evidence that is kept, and asks no questions. This takes about a minute.")
    private boolean evidenceOnly;

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Policies to compare, or \"all\" (default: fifo, random, lru, lfu and age-weighted, each where"
                        + " applicable).",
                "Policies that depend on use alone are only compared where something was used."
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
        Shares removed = curve ? Shares.CURVE : Shares.of(shares);
        List<TierPolicy> unused = TierPolicies.named(policies.isEmpty() ? UNUSED : policies).stream()
                .filter(policy -> !policy.byUse())
                .toList();
        List<TierPolicy> used = TierPolicies.named(policies.isEmpty() ? USED : policies);
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
                result.put("gists", gists.contest(fresh, removed, TierPolicies.named(UNUSED), seed, out));
            }
            Contest after = new Contest(set, true, !evidenceOnly, scratch);
            result.put("used", contest(after, "Half the questions were asked", used, removed, out));
        }
        json.write(result);
        return 0;
    }

    private Map<String, Object> contest(
            Contest contest, String title, List<TierPolicy> competitors, Shares removed, Terminal out) {
        out.line();
        out.line("%s; %,d questions are asked now", title, contest.questions());
        out.line(
                "%-16s %8s %9s %9s %7s %7s %7s %7s %7s %8s %8s",
                "policy", "share", "removed", "evidence", "R@1", "R@2", "R@5", "R@10", "R@25", "p50 ms", "p95 ms");
        Optional<TierPolicy> standard = competitors.stream()
                .filter(policy -> policy.name().equals(TierPolicies.DEFAULT))
                .findFirst();
        List<Map<String, Object>> results = new ArrayList<>();
        Result whole = contest.unforgotten();
        show(whole, out);
        results.add(whole.json(null, seed));
        for (TierPolicy policy : competitors) {
            for (double share : removed.all()) {
                List<Long> seeds = removed.seeds(share, seed);
                Result result = contest.run(policy, share, seeds);
                show(result, out);
                Result other =
                        standard.map(each -> contest.run(each, share, seeds)).orElse(null);
                results.add(result.json(other, seed));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", contest.questions());
        json.put("results", results);
        return json;
    }

    private static void show(Result result, Terminal out) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %7.0f%% %,9.0f %8.1f%%",
                result.policy(),
                100 * result.share(),
                result.removed(),
                100 * result.evidenceKept()));
        Remainder.Found found = result.found();
        if (found != null) {
            found.recall().values().forEach(recall -> row.append(String.format(Locale.ROOT, "%8.1f", 100 * recall)));
            row.append(String.format(Locale.ROOT, "%9.2f%9.2f", found.p50(), found.p95()));
        }
        out.line(row.toString());
    }
}
