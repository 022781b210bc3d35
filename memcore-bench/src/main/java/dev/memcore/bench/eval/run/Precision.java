package dev.memcore.bench.eval.run;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What a cut-off by relevance keeps and leaves out, for one set. Each question is asked once, for ten memories without a
 * cut-off; the results for each threshold follow from the relevances. The default is that of {@link
 * MemoryQuery#forPrompt()}, which has a minimum confidence too.
 *
 * <p>Questions without an answer are shown separately: questions of the next group with the speakers' names masked, if
 * the set has several groups; and the set's own questions with all names and identifiers replaced by made-up ones.
 *
 * @param set the set
 * @param own the results of the set's questions
 * @param foreign the results of questions of another group
 * @param absent the results of questions about names that nobody mentioned
 */
public record Precision(EvaluationSet set, List<Hits> own, List<Hits> foreign, List<Hits> absent) {
    /** The number of memories to which kept evidence is compared. */
    private static final int DEPTH = 10;

    private static final List<CutOff> THRESHOLDS = DoubleStream.of(0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5)
            .mapToObj(relevance -> new CutOff(0, relevance))
            .toList();

    private static final CutOff DEFAULT =
            new CutOff(MemoryQuery.PROMPT_MIN_CONFIDENCE, MemoryQuery.PROMPT_MIN_RELEVANCE);

    /** The minimum confidence of a recall, and the minimum relevance of its memories. */
    private record CutOff(double confidence, double relevance) {}

    /**
     * The result of one question.
     *
     * @param confidence the confidence of the recall
     * @param relevances the relevances of the memories, best first
     * @param evidence whether each memory is evidence
     */
    record Hits(double confidence, List<Double> relevances, List<Boolean> evidence) {
        /** The number of memories, or of those that are evidence, that a cut-off leaves. */
        private long count(CutOff least, boolean onlyEvidence) {
            long count = 0;
            for (int i = 0; i < relevances.size() && confidence >= least.confidence(); i++) {
                count += relevances.get(i) >= least.relevance() && (!onlyEvidence || evidence.get(i)) ? 1 : 0;
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
        List<Hits> foreign = new ArrayList<>();
        List<Hits> absent = new ArrayList<>();
        List<Group> groups = evaluation.groups();
        Set<String> complete = new HashSet<>();
        new Sitting(evaluation, setup).forEach(setup.preset().fuser(), (space, group, asked) -> {
            if (set.counts(asked)) {
                own.add(hits(set, evaluation, space, asked));
                Masking.withAbsentNames(List.of(asked))
                        .forEach(other -> absent.add(hits(set, evaluation, space, other)));
            }
            if (groups.size() > 1 && asked.after() == allAfter(group) && complete.add(group.id())) {
                Group next = groups.get((groups.indexOf(group) + 1) % groups.size());
                List<Asked> theirs =
                        next.questions().stream().filter(set::counts).toList();
                Masking.masked(theirs, group, next).forEach(other -> foreign.add(hits(set, evaluation, space, other)));
            }
        });
        return new Precision(set, own, foreign, absent);
    }

    /** The number of documents of a group after which its last question is asked. */
    private static int allAfter(Group group) {
        return group.checkpoints().getLast();
    }

    private static Hits hits(EvaluationSet set, Evaluation evaluation, MemorySpace space, Asked asked) {
        RecallResult result = space.recall(evaluation.query(asked).withLimit(DEPTH));
        List<Boolean> evidence = result.hits().stream()
                .map(hit -> {
                    String id = set.idOf(hit.memory());
                    return id != null && asked.evidence().contains(id);
                })
                .toList();
        return new Hits(
                result.confidence(),
                result.hits().stream().map(Recalled::relevance).toList(),
                evidence);
    }

    /** Returns the result as JSON values. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", set.name());
        json.put("n", own.size());
        json.put("minConfidence", DEFAULT.confidence());
        json.put("minRelevance", DEFAULT.relevance());
        json.put("default", figures(DEFAULT));
        json.put("unanswerable", nothing(foreign, DEFAULT));
        json.put("absentNames", nothing(absent, DEFAULT));
        List<Map<String, @Nullable Object>> thresholds = new ArrayList<>();
        for (CutOff threshold : THRESHOLDS) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("p", threshold.relevance());
            row.putAll(figures(threshold));
            row.put("unanswerableNothing", nothing(foreign, threshold).get("nothing"));
            row.put("absentNamesNothing", nothing(absent, threshold).get("nothing"));
            thresholds.add(row);
        }
        json.put("thresholds", thresholds);
        return json;
    }

    private Map<String, Double> figures(CutOff least) {
        double returned =
                own.stream().mapToLong(hits -> hits.count(least, false)).sum();
        double evidence =
                own.stream().mapToLong(hits -> hits.count(least, true)).sum();
        double all = own.stream()
                .mapToLong(hits -> hits.count(new CutOff(0, 0), true))
                .sum();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("returned", returned / Math.max(1, own.size()));
        figures.put("precision", returned == 0 ? 0.0 : evidence / returned);
        figures.put("recallKept", all == 0 ? 1.0 : evidence / all);
        return figures;
    }

    private static Map<String, @Nullable Object> nothing(List<Hits> questions, CutOff least) {
        double none =
                questions.stream().filter(hits -> hits.count(least, false) == 0).count();
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("n", questions.size());
        figures.put("nothing", questions.isEmpty() ? null : none / questions.size());
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
        THRESHOLDS.forEach(threshold -> print(out, threshold, ""));
        print(out, DEFAULT, String.format(Locale.ROOT, "  for prompts: confidence >= %.2f", DEFAULT.confidence()));
    }

    private void print(Terminal out, CutOff least, String note) {
        Map<String, Double> figures = figures(least);
        out.line(
                "%10.3f %9.1f %10s %11s %12s %12s%s",
                least.relevance(),
                figures.getOrDefault("returned", 0.0),
                percent(figures.get("precision")),
                percent(figures.get("recallKept")),
                percent(nothing(foreign, least).get("nothing")),
                percent(nothing(absent, least).get("nothing")),
                note);
    }

    private static String percent(@Nullable Object share) {
        double value = share instanceof Number number ? number.doubleValue() : Double.NaN;
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", 100 * value);
    }
}
