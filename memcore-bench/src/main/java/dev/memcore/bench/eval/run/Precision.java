package dev.memcore.bench.eval.run;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Recalled;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.harness.Setup;
import dev.memcore.bench.harness.Terminal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cut-off by relevance keeps and leaves out, for one set. Each question is asked once, for ten memories without a
 * cut-off; the results for each threshold follow from the relevances.
 *
 * <p>Questions without an answer are shown separately: questions of the next group with the speakers' names masked, if
 * the set has several groups; and the set's own questions with all names and identifiers replaced by made-up ones.
 *
 * @param set the set
 * @param own the results of the set's questions
 * @param foreign the greatest relevance of each question of another group; 0 if nothing was recalled
 * @param absent the same for questions about names that nobody mentioned
 */
public record Precision(EvaluationSet set, List<Hits> own, List<Double> foreign, List<Double> absent) {
    /** The number of memories to which kept evidence is compared. */
    private static final int DEPTH = 10;

    private static final List<Double> THRESHOLDS = List.of(0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5);

    /**
     * The result of one question.
     *
     * @param relevances the relevances of the memories, best first
     * @param evidence whether each memory is evidence
     */
    record Hits(List<Double> relevances, List<Boolean> evidence) {
        /** The number of memories, or of those that are evidence, at or above a threshold. */
        long count(double least, boolean onlyEvidence) {
            long count = 0;
            for (int i = 0; i < relevances.size(); i++) {
                count += relevances.get(i) >= least && (!onlyEvidence || evidence.get(i)) ? 1 : 0;
            }
            return count;
        }
    }

    /** Copies the lists. */
    public Precision {
        own = List.copyOf(own);
        foreign = List.copyOf(foreign);
        absent = List.copyOf(absent);
    }

    /**
     * Asks the questions in a new store, which is deleted afterwards.
     *
     * @param limit the maximum number of the set's own questions
     */
    public static Precision of(EvaluationSet set, Setup setup, int limit) {
        Evaluation evaluation = new Evaluation(set, limit);
        List<Hits> own = new ArrayList<>();
        List<Double> foreign = new ArrayList<>();
        List<Double> absent = new ArrayList<>();
        List<Group> groups = evaluation.groups();
        Set<String> complete = new HashSet<>();
        new Sitting(evaluation, setup).forEach(setup.preset().fuser(), (space, group, asked) -> {
            if (set.counts(asked)) {
                own.add(hits(set, evaluation, space, asked));
                Masking.withAbsentNames(List.of(asked))
                        .forEach(other -> absent.add(greatest(evaluation, space, other)));
            }
            if (groups.size() > 1 && asked.after() == allAfter(group) && complete.add(group.id())) {
                Group next = groups.get((groups.indexOf(group) + 1) % groups.size());
                List<Asked> theirs =
                        next.questions().stream().filter(set::counts).toList();
                Masking.masked(theirs, group, next).forEach(other -> foreign.add(greatest(evaluation, space, other)));
            }
        });
        return new Precision(set, own, foreign, absent);
    }

    /** The number of documents of a group after which its last question is asked. */
    private static int allAfter(Group group) {
        return group.checkpoints().getLast();
    }

    private static Hits hits(EvaluationSet set, Evaluation evaluation, MemorySpace space, Asked asked) {
        List<Recalled> hits = recall(evaluation, space, asked);
        return new Hits(
                hits.stream().map(Recalled::relevance).toList(),
                hits.stream()
                        .map(hit -> {
                            String id = set.idOf(hit.memory());
                            return id != null && asked.evidence().contains(id);
                        })
                        .toList());
    }

    private static double greatest(Evaluation evaluation, MemorySpace space, Asked asked) {
        return recall(evaluation, space, asked).stream()
                .mapToDouble(Recalled::relevance)
                .max()
                .orElse(0);
    }

    private static List<Recalled> recall(Evaluation evaluation, MemorySpace space, Asked asked) {
        return space.recall(evaluation.query(asked).withLimit(DEPTH)).hits();
    }

    /** Returns the result as JSON values. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", set.name());
        json.put("n", own.size());
        json.put("minRelevance", MemoryQuery.PROMPT_MIN_RELEVANCE);
        json.put("default", figures(MemoryQuery.PROMPT_MIN_RELEVANCE));
        json.put("unanswerable", nothing(foreign, MemoryQuery.PROMPT_MIN_RELEVANCE));
        json.put("absentNames", nothing(absent, MemoryQuery.PROMPT_MIN_RELEVANCE));
        List<Map<String, @Nullable Object>> thresholds = new ArrayList<>();
        for (double threshold : THRESHOLDS) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("p", threshold);
            row.putAll(figures(threshold));
            row.put("unanswerableNothing", nothing(foreign, threshold).get("nothing"));
            row.put("absentNamesNothing", nothing(absent, threshold).get("nothing"));
            thresholds.add(row);
        }
        json.put("thresholds", thresholds);
        return json;
    }

    private Map<String, Double> figures(double least) {
        double returned =
                own.stream().mapToLong(hits -> hits.count(least, false)).sum();
        double evidence =
                own.stream().mapToLong(hits -> hits.count(least, true)).sum();
        double all = own.stream().mapToLong(hits -> hits.count(0, true)).sum();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("returned", returned / Math.max(1, own.size()));
        figures.put("precision", returned == 0 ? 0.0 : evidence / returned);
        figures.put("recallKept", all == 0 ? 1.0 : evidence / all);
        return figures;
    }

    private static Map<String, @Nullable Object> nothing(List<Double> greatest, double least) {
        double none = greatest.stream().filter(relevance -> relevance < least).count();
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("n", greatest.size());
        figures.put("nothing", greatest.isEmpty() ? null : none / greatest.size());
        return figures;
    }

    /** Prints the result. */
    public void print(Terminal out) {
        out.line(
                out.bold(set.name())
                        + ": %,d questions; without an answer: %,d of another group, %,d about absent names",
                own.size(),
                foreign.size(),
                absent.size());
        out.line(out.bold(String.format(
                Locale.ROOT,
                "%10s %9s %10s %11s %12s %12s",
                "relevance",
                "returned",
                "precision",
                "recall kept",
                "other group",
                "absent names")));
        for (double threshold : THRESHOLDS) {
            Map<String, Double> figures = figures(threshold);
            out.line(
                    "%10.3f %9.1f %10s %11s %12s %12s%s",
                    threshold,
                    figures.getOrDefault("returned", 0.0),
                    percent(figures.get("precision")),
                    percent(figures.get("recallKept")),
                    percent(nothing(foreign, threshold).get("nothing")),
                    percent(nothing(absent, threshold).get("nothing")),
                    threshold == MemoryQuery.PROMPT_MIN_RELEVANCE ? "  <- for prompts" : "");
        }
    }

    private static String percent(@Nullable Object share) {
        double value = share instanceof Number number ? number.doubleValue() : Double.NaN;
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", 100 * value);
    }
}
