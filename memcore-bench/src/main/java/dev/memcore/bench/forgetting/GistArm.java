package dev.memcore.bench.forgetting;

import dev.memcore.bench.harness.TierPolicy;
import dev.memcore.cli.console.Terminal;
import dev.memcore.consolidation.segment.Segmenters;
import dev.memcore.consolidation.summary.GistPolicy;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.consolidation.summary.Summarizer;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The variant of the contest in which gists replace archived memories. */
final class GistArm {
    @Option(
            names = "--folders",
            split = ",",
            paramLabel = "NAME",
            description = "The folder that writes the gists: ${COMPLETION-CANDIDATES} (default: RARE_WORDS).")
    private List<FolderName> folders = List.of(FolderName.RARE_WORDS);

    @Option(
            names = "--gist-parts",
            paramLabel = "N",
            description = "Number of archived turns for one gist, which quotes at most three (default: 3).")
    private int parts = GistPolicy.CITES;

    @Option(
            names = "--gist-share",
            paramLabel = "SHARE",
            description = "Length of a gist relative to its turns (default: 0.5).")
    private double share = GistPolicy.SHARE;

    enum FolderName {
        RARE_WORDS,
        LEX_RANK,
        LEAD;

        Summarizer folder() {
            TokenCounter counter = TokenCounter.approximate();
            return switch (this) {
                case RARE_WORDS -> Summarizers.rareWords(counter);
                case LEX_RANK -> Summarizers.lexRank(counter);
                case LEAD -> Summarizers.lead(counter);
            };
        }
    }

    Map<String, Object> contest(Contest contest, Shares shares, List<TierPolicy> competitors, long seed, Terminal out) {
        out.line();
        out.line(
                "What was archived left gists behind, one of %d turns each, %.0f %% as long; %,d questions are asked"
                        + " now",
                parts, 100 * share, contest.questions());
        out.line(
                "%-14s %-11s %6s %7s %9s %8s %7s %7s %7s   %s",
                "policy", "folder", "share", "gists", "of bytes", "quoted", "R@5", "R@10", "R@25", "turns alone R@10");
        List<GistResult> results = new ArrayList<>();
        for (FolderName name : folders) {
            GistPolicy gists = Gists.ofArchived(name.folder())
                    .segments(Segmenters.blocks(parts))
                    .share(share);
            for (double removed : shares.decisive()) {
                competitors.forEach(policy -> {
                    GistResult result =
                            contest.withGists(policy, removed, shares.seeds(removed, seed), name.name(), gists);
                    show(result, out);
                    results.add(result);
                });
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", contest.questions());
        json.put("partsPerGist", parts);
        json.put("citedPerGist", GistPolicy.CITES);
        json.put("lengthOfParts", share);
        json.put("results", results.stream().map(GistResult::json).toList());
        return json;
    }

    private static void show(GistResult result, Terminal out) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "%-14s %-11s %5.0f%% %,7.0f %8.1f%% %7.1f%%",
                result.policy(),
                result.folder(),
                100 * result.share(),
                result.gists(),
                100 * result.gistBytes() / result.removedBytes(),
                100 * result.evidenceQuoted()));
        result.recall().values().forEach(recall -> row.append(String.format(Locale.ROOT, "%8.1f", 100 * recall)));
        row.append(String.format(
                Locale.ROOT, "   %16.1f", 100 * result.recallOfTurns().getOrDefault("10", Double.NaN)));
        out.line(row.toString());
    }
}
