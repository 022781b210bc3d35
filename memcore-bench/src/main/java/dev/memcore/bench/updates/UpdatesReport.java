package dev.memcore.bench.updates;

import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.measure.Outcome;
import dev.memcore.bench.eval.measure.Outcomes;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result of the evaluation.
 *
 * @param set the generated set
 * @param seed of the generator
 * @param answers memcore's answers
 * @param baselines the answers of the baselines by name
 */
record UpdatesReport(UpdatesSet set, long seed, Outcomes answers, Map<String, Outcomes> baselines) {
    private static final List<String> PRESENT = List.of(Aspect.Tense.PLAIN.label(), Aspect.Tense.NOW.label());

    /** A way to group the questions. */
    private enum Grouping {
        TENSE("byTense"),
        NOTES("byNotes"),
        ASPECT("byAspect"),
        SITUATION("bySituation"),
        CATEGORY("byCategory");

        private final String key;

        Grouping(String key) {
            this.key = key;
        }

        String part(Outcome outcome) {
            Category category = Category.of(outcome.asked().category());
            return switch (this) {
                case TENSE -> category.tense();
                case NOTES -> outcome.group();
                case ASPECT -> category.aspect();
                case SITUATION -> category.situation();
                case CATEGORY -> outcome.asked().category();
            };
        }
    }

    private Map<String, Outcomes> by(Grouping grouping) {
        Map<String, List<Outcome>> parts = new LinkedHashMap<>();
        for (Outcome outcome : answers.all()) {
            String part = grouping.part(outcome);
            parts.computeIfAbsent(part, key -> new ArrayList<>()).add(outcome);
        }
        Map<String, Outcomes> by = new LinkedHashMap<>();
        parts.forEach((part, outcomes) -> by.put(part, new Outcomes(outcomes, answers.metrics())));
        return by;
    }

    private static Outcomes present(Outcomes outcomes) {
        return outcomes.only(
                asked -> PRESENT.contains(Category.of(asked.category()).tense()));
    }

    private static Outcomes past(Outcomes outcomes) {
        return outcomes.only(
                asked -> !PRESENT.contains(Category.of(asked.category()).tense()));
    }

    private static Map<String, Object> figures(Outcomes outcomes) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("n", outcomes.size());
        Map<String, Double> means = outcomes.means();
        figures.put("first", means.get("accuracy"));
        figures.put("staleFirst", means.get("staleFirst"));
        figures.put("recall", outcomes.recall());
        return figures;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", set.name());
        json.put("seed", seed);
        json.putAll(set.about().counts());
        json.putAll(figures(answers));
        json.put("present", figures(present(answers)));
        json.put("past", figures(past(answers)));
        for (Grouping grouping : Grouping.values()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            by(grouping).forEach((part, outcomes) -> parts.put(part, figures(outcomes)));
            json.put(grouping.key, parts);
        }
        Map<String, Object> others = new LinkedHashMap<>();
        baselines.forEach((name, outcomes) -> others.put(name, figures(outcomes)));
        json.put("baselines", others);
        json.put("recallMillis", Map.of("p50", answers.millis(0.5), "p95", answers.millis(0.95)));
        return json;
    }

    void print(Terminal out, boolean errors) {
        out.line(out.bold(set.about().title()));
        out.line("%,d questions, seed %d", answers.size(), seed);
        out.line();
        out.line("%-34s %6s %8s %8s %8s", "in %", "n", "first", "stale", "R@10");
        line(out, out.bold("all"), answers);
        line(out, "present", present(answers));
        line(out, "past", past(answers));
        for (Grouping grouping : List.of(Grouping.TENSE, Grouping.NOTES, Grouping.ASPECT, Grouping.SITUATION)) {
            out.line();
            by(grouping).forEach((part, outcomes) -> line(out, part, outcomes));
        }
        out.line();
        out.line("aspect and situation, present questions only");
        by(Grouping.CATEGORY).entrySet().stream()
                .filter(entry -> PRESENT.contains(Category.of(entry.getKey()).tense()))
                .collect(Collectors.groupingBy(
                        entry -> withoutTense(entry.getKey()),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .forEach((part, outcomes) -> line(
                        out,
                        part,
                        new Outcomes(
                                outcomes.stream()
                                        .flatMap(some -> some.all().stream())
                                        .toList(),
                                answers.metrics())));
        out.line();
        baselines.forEach((name, outcomes) -> line(out, name, outcomes));
        out.line("recall p50 %.1f ms, p95 %.1f ms", answers.millis(0.5), answers.millis(0.95));
        if (errors) {
            printErrors(out);
        }
    }

    private static String withoutTense(String category) {
        return category.substring(0, category.lastIndexOf(", "));
    }

    private static void line(Terminal out, String name, Outcomes outcomes) {
        String cells = outcomes.means().values().stream()
                .map(mean -> String.format(Locale.ROOT, " %8.1f", 100 * mean))
                .collect(Collectors.joining());
        out.line("%-34s %6d%s", name, outcomes.size(), cells);
    }

    private void printErrors(Terminal out) {
        Map<String, Function<String, String>> texts = new LinkedHashMap<>();
        for (Group group : set.groups()) {
            Map<String, String> text = new LinkedHashMap<>();
            group.documents().forEach(document -> text.put(document.id(), document.text()));
            texts.put(group.id(), id -> id + ": " + text.get(id));
        }
        for (Outcome outcome : answers.all()) {
            List<String> evidence = outcome.asked().evidence();
            if (outcome.retrieved().isEmpty()
                    || !evidence.contains(outcome.retrieved().getFirst())) {
                Function<String, String> text = texts.getOrDefault(outcome.group(), id -> id);
                out.line();
                out.line("%s (%s; %s)", outcome.asked().text(), outcome.asked().category(), outcome.group());
                out.line("  expected  " + text.apply(evidence.getFirst()) + "  at "
                        + (1 + outcome.retrieved().indexOf(evidence.getFirst())));
                outcome.retrieved().stream().limit(1).forEach(id -> out.line("  first     " + text.apply(id)));
            }
        }
    }
}
