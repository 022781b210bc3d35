package dev.memcore.bench.eval.run;

import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.harness.Setup;
import dev.memcore.cli.console.Terminal;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the prompt of a question contains, for one set, several budgets and several methods. A document counts as shown if
 * at least half of its tokens are, or {@value #ENOUGH} of them. The methods are:
 *
 * <ul>
 *   <li>{@code memcore}: {@link dev.memcore.api.MemorySpace#context}.
 *   <li>{@code window}: the latest {@value WindowPrompts#MESSAGES} documents, of which as many as fit into the budget.
 *   <li>{@code history}: the text of all documents, cut to the end that fits into the budget.
 *   <li>{@code hits}: those of the ten best hits of a recall that fit, after the latest documents that fit into the rest.
 *   <li>{@code langchain4j}: the ten best contents of its {@code EmbeddingStoreContentRetriever} with the same embedder,
 *       and its {@code MessageWindowChatMemory} of {@value WindowPrompts#MESSAGES} messages, of which as many as fit into
 *       the rest.
 * </ul>
 *
 * @param set the set
 * @param methods the results by method and budget
 */
public record PromptTrial(EvaluationSet set, Map<String, Map<Integer, List<Shown>>> methods) {
    static final TokenCounter COUNTER = TokenCounter.approximate();

    private static final int ENOUGH = 60;

    /**
     * The result of one question.
     *
     * @param evidence the share of the evidence that is shown
     * @param stale whether an outdated document is shown, and the valid one is not shown or comes after it; null if the
     *     question has no outdated documents
     * @param tokens the tokens of the prompt
     * @param millis how long it took
     * @param reused the share of the prompt's characters that are the same as at the start of the prompt of the question
     *     before in the same group; null for the first
     */
    record Shown(
            double evidence,
            @Nullable Boolean stale,
            int tokens,
            double millis,
            @Nullable Double reused) {}

    /**
     * Asks the questions in a new store, which is deleted afterwards.
     *
     * @param limit the maximum number of questions
     */
    public static PromptTrial of(EvaluationSet set, Setup setup, int limit, List<Integer> budgets) {
        Evaluation evaluation = new Evaluation(set, limit);
        Map<String, PromptMethod> methods = PromptMethod.all(set, evaluation, setup.embedder());
        Map<String, Map<Integer, List<Shown>>> results = new LinkedHashMap<>();
        Map<List<Object>, String> before = new HashMap<>();
        new Sitting(evaluation, setup).forEach(setup.preset().fuser(), (space, group, asked) -> {
            if (!set.counts(asked) || asked.evidence().isEmpty()) {
                return;
            }
            Map<String, Document> documents = new HashMap<>();
            group.documents().forEach(document -> documents.put(document.id(), document));
            methods.forEach((name, method) -> budgets.forEach(budget -> {
                long start = System.nanoTime();
                PromptMethod.Prompt prompt = method.prompt(space, group, asked, budget);
                double millis = (System.nanoTime() - start) / 1e6;
                String last = before.put(List.of(name, budget, group.id()), prompt.text());
                results.computeIfAbsent(name, empty -> new LinkedHashMap<>())
                        .computeIfAbsent(budget, empty -> new ArrayList<>())
                        .add(shown(asked, documents, prompt, millis, last));
            }));
        });
        return new PromptTrial(set, results);
    }

    private static Shown shown(
            Asked asked,
            Map<String, Document> documents,
            PromptMethod.Prompt prompt,
            double millis,
            @Nullable String last) {
        List<String> order = prompt.shown().keySet().stream()
                .filter(id -> isShown(id, documents, prompt))
                .toList();
        long found = asked.evidence().stream().filter(order::contains).count();
        Boolean stale = null;
        if (!asked.superseded().isEmpty()) {
            int valid = asked.evidence().stream()
                    .mapToInt(order::indexOf)
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            stale = asked.superseded().stream().mapToInt(order::indexOf).anyMatch(at -> at >= 0 && at < valid);
        }
        Double reused = last == null || prompt.text().isEmpty()
                ? null
                : (double) Math.max(0, mismatch(last, prompt.text()))
                        / prompt.text().length();
        return new Shown((double) found / asked.evidence().size(), stale, prompt.tokens(), millis, reused);
    }

    private static int mismatch(String one, String other) {
        int at = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return at < 0 ? one.length() : at;
    }

    private static boolean isShown(String id, Map<String, Document> documents, PromptMethod.Prompt prompt) {
        Document document = documents.get(id);
        int tokens = prompt.shown().getOrDefault(id, 0);
        return document != null
                && (tokens >= ENOUGH
                        || 2 * tokens >= COUNTER.count(document.observation().text()));
    }

    /** Returns the result as JSON values. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("dataset", set.name());
        json.put("n", questions());
        Map<String, Object> byMethod = new LinkedHashMap<>();
        methods.forEach((method, budgets) -> {
            Map<String, Object> byBudget = new LinkedHashMap<>();
            budgets.forEach((budget, shown) ->
                    byBudget.put(Integer.toString(budget), Figures.of(shown).json()));
            byMethod.put(method, byBudget);
        });
        json.put("methods", byMethod);
        json.put("prefixReuse", prefixReuse());
        return json;
    }

    /** The figures of one method and budget. */
    private record Figures(
            double evidence, double whole, @Nullable Double stale, double tokens, double millis) {
        static Figures of(List<Shown> shown) {
            List<Boolean> stale = new ArrayList<>();
            for (Shown one : shown) {
                Boolean outdated = one.stale();
                if (outdated != null) {
                    stale.add(outdated);
                }
            }
            double[] millis = shown.stream().mapToDouble(Shown::millis).sorted().toArray();
            return new Figures(
                    shown.stream().mapToDouble(Shown::evidence).average().orElse(0),
                    share(shown.stream().map(one -> one.evidence() == 1).toList()),
                    stale.isEmpty() ? null : share(stale),
                    shown.stream().mapToInt(Shown::tokens).average().orElse(0),
                    millis.length == 0 ? 0 : millis[millis.length / 2]);
        }

        private static double share(List<Boolean> values) {
            return values.stream().filter(value -> value).count() / (double) Math.max(1, values.size());
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("evidence", evidence);
            json.put("whole", whole);
            json.put("stale", stale);
            json.put("tokens", tokens);
            json.put("evidencePer1000Tokens", tokens == 0 ? 0.0 : 1_000 * evidence / tokens);
            json.put("millis", millis);
            return json;
        }
    }

    private int questions() {
        return methods.getOrDefault("memcore", Map.of()).values().stream()
                .findFirst()
                .map(List::size)
                .orElse(0);
    }

    private double prefixReuse() {
        double sum = 0;
        int count = 0;
        for (List<Shown> shown : methods.getOrDefault("memcore", Map.of()).values()) {
            for (Shown one : shown) {
                Double reused = one.reused();
                sum += reused == null ? 0 : reused;
                count += reused == null ? 0 : 1;
            }
        }
        return sum / Math.max(1, count);
    }

    /** Prints the result. */
    public void print(Terminal out) {
        out.line(out.bold(set.name()) + ": %,d questions", questions());
        out.line("%-10s %8s %9s %8s %8s %8s %8s", "method", "budget", "evidence", "whole", "stale", "tokens", "ms");
        methods.forEach((method, budgets) -> budgets.forEach((budget, shown) -> {
            Figures figures = Figures.of(shown);
            out.line(
                    "%-10s %,8d %9s %8s %8s %,8.0f %8.1f",
                    method,
                    budget,
                    percent(figures.evidence()),
                    percent(figures.whole()),
                    percent(figures.stale()),
                    figures.tokens(),
                    figures.millis());
        }));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
