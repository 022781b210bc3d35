package dev.memcore.bench.duplicates;

import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Precision and recall of the merge.
 *
 * @param texts the real texts, by source
 * @param seed the seed of the edits
 * @param trial the result of the merge
 */
record DuplicatesReport(Map<String, List<String>> texts, long seed, MergeTrial trial) {
    /** The number of pairs of an edit, and the number of those that were merged. */
    private record Count(Edit edit, int pairs, int merged) {
        double share() {
            return (double) merged / pairs;
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("edit", edit.name());
            json.put("same", edit.keepsMeaning());
            json.put("heldOut", edit.heldOut());
            json.put("n", pairs);
            json.put("merged", merged);
            return json;
        }
    }

    private List<Count> counts() {
        Map<Edit, List<Boolean>> byEdit = new LinkedHashMap<>();
        for (int i = 0; i < trial.pairs().size(); i++) {
            byEdit.computeIfAbsent(trial.pairs().get(i).edit(), edit -> new ArrayList<>())
                    .add(trial.merged().contains(i));
        }
        return byEdit.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue().size(), (int)
                        entry.getValue().stream().filter(merged -> merged).count()))
                .sorted((a, b) -> a.edit().name().compareTo(b.edit().name()))
                .toList();
    }

    /** Returns the figures of some edits; merges across pairs count as errors. */
    private Figures figures(Predicate<Edit> counted) {
        int same = 0;
        int found = 0;
        int wrong = trial.across();
        int other = 0;
        for (Count count : counts()) {
            if (counted.test(count.edit()) && count.edit().keepsMeaning()) {
                same += count.pairs();
                found += count.merged();
            } else if (counted.test(count.edit())) {
                other += count.pairs();
                wrong += count.merged();
            }
        }
        return new Figures(same, other, found, wrong);
    }

    /** The numbers of pairs with the same and with other meanings, of all merged pairs, and of wrongly merged pairs. */
    private record Figures(int same, int other, int merged, int mergedWrongly) {
        double precision() {
            return (double) merged / (merged + mergedWrongly);
        }

        double recall() {
            return (double) merged / same;
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("precision", precision());
            json.put("recall", recall());
            json.put("same", same);
            json.put("other", other);
            json.put("merged", merged);
            json.put("mergedWrongly", mergedWrongly);
            return json;
        }

        void print(Terminal out, String title) {
            out.line(
                    "%-20s precision %.4f, recall %.4f; %,d of the same meaning, %,d not",
                    title, precision(), recall(), same, other);
        }
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", seed);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        texts.forEach((source, all) -> sizes.put(source, all.size()));
        json.put("texts", sizes);
        json.put("n", trial.pairs().size());
        json.put("acrossPairs", trial.across());
        json.put("all", figures(edit -> true).json());
        json.put("heldOut", figures(Edit::heldOut).json());
        json.put("byEdit", counts().stream().map(Count::json).toList());
        return json;
    }

    void print(Terminal out, boolean errors) {
        out.line(out.bold("Near-duplicates") + ": are texts merged that say the same, and only these?");
        texts.forEach((source, all) -> out.line("%s: %,d texts", source, all.size()));
        out.line("%,d pairs, seed %d", trial.pairs().size(), seed);
        table(out, "Edits that keep the meaning: merged should be all", Edit::keepsMeaning);
        table(out, "Edits that change it: merged should be none", edit -> !edit.keepsMeaning());
        out.line("%-24s %6s %8d", "across pairs", "", trial.across());
        out.line();
        figures(edit -> true).print(out, "all edits");
        figures(Edit::heldOut).print(out, "held-out edits (*)");
        if (errors) {
            printErrors(out);
        }
    }

    private void table(Terminal out, String title, Predicate<Edit> shown) {
        out.line();
        out.line(title);
        counts().stream()
                .filter(count -> shown.test(count.edit()))
                .forEach(count -> out.line(
                        "%-24s %6d %8d %7.1f%%",
                        count.edit().name() + (count.edit().heldOut() ? " *" : ""),
                        count.pairs(),
                        count.merged(),
                        100 * count.share()));
    }

    private void printErrors(Terminal out) {
        for (int i = 0; i < trial.pairs().size(); i++) {
            LabelledPair pair = trial.pairs().get(i);
            if (trial.merged().contains(i) != pair.edit().keepsMeaning()) {
                out.line();
                out.line(out.bold(pair.edit().name()));
                out.line("  " + pair.text());
                out.line("  " + pair.edited());
            }
        }
    }
}
