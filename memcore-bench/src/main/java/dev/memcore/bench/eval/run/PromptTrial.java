package dev.memcore.bench.eval.run;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Recalled;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.harness.Setup;
import dev.memcore.bench.harness.Terminal;
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
 *   <li>{@code memcore}: {@link MemorySpace#context}.
 *   <li>{@code window}: the latest documents that fit into the budget.
 *   <li>{@code hits}: the ten best hits of a recall, at most half of the budget, after the latest documents that fit into
 *       the rest.
 * </ul>
 *
 * @param set the set
 * @param methods the results by method and budget
 */
public record PromptTrial(EvaluationSet set, Map<String, Map<Integer, List<Shown>>> methods) {
    private static final TokenCounter COUNTER = TokenCounter.approximate();

    private static final int ENOUGH = 60;

    private static final int HITS = 10;

    /** A prompt of a question: the part of each document that it shows, in tokens, in the order of the prompt. */
    private interface Method {
        Prompt prompt(MemorySpace space, Group group, Asked asked, int budget);
    }

    private record Prompt(Map<String, Integer> shown, int tokens, String text) {}

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
        Map<String, Method> methods = new LinkedHashMap<>();
        methods.put("memcore", (space, group, asked, budget) -> context(set, evaluation, space, asked, budget));
        methods.put("window", (space, group, asked, budget) -> window(group, asked, budget));
        methods.put("hits", (space, group, asked, budget) -> hits(set, evaluation, space, group, asked, budget));
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
                Prompt prompt = method.prompt(space, group, asked, budget);
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
            Asked asked, Map<String, Document> documents, Prompt prompt, double millis, @Nullable String last) {
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

    private static boolean isShown(String id, Map<String, Document> documents, Prompt prompt) {
        Document document = documents.get(id);
        int tokens = prompt.shown().getOrDefault(id, 0);
        return document != null
                && (tokens >= ENOUGH
                        || 2 * tokens >= COUNTER.count(document.observation().text()));
    }

    private static Prompt context(
            EvaluationSet set, Evaluation evaluation, MemorySpace space, Asked asked, int budget) {
        Context context = space.context(
                ContextRequest.builder(evaluation.query(asked), budget).build());
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (ContextLine line : context.lines()) {
            Memory memory = line.memory();
            String id = memory == null ? null : set.idOf(memory);
            if (id != null) {
                shown.put(id, COUNTER.count(line.text()));
            }
        }
        return new Prompt(shown, context.tokens(), context.text());
    }

    private static Prompt window(Group group, Asked asked, int budget) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        int used = 0;
        for (int i = asked.after() - 1; i >= 0; i--) {
            Document document = group.documents().get(i);
            int tokens = COUNTER.count(document.text() + "\n");
            if (used + tokens > budget) {
                break;
            }
            used += tokens;
            lines.addFirst(document.text());
            shown.put(document.id(), COUNTER.count(document.observation().text()));
        }
        return new Prompt(shown, used, String.join("\n", lines));
    }

    private static Prompt hits(
            EvaluationSet set, Evaluation evaluation, MemorySpace space, Group group, Asked asked, int budget) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        int used = 0;
        for (Recalled hit : space.recall(evaluation.query(asked).withLimit(HITS))) {
            int tokens = COUNTER.count(hit.memory().text() + "\n");
            String id = set.idOf(hit.memory());
            if (id != null && used + tokens <= budget / 2) {
                used += tokens;
                lines.add(hit.memory().text());
                shown.put(id, COUNTER.count(hit.memory().text()));
            }
        }
        Prompt window = window(group, asked, budget - used);
        window.shown().forEach(shown::putIfAbsent);
        return new Prompt(shown, used + window.tokens(), window.text() + "\n" + String.join("\n", lines));
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
