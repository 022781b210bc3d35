package dev.memcore.bench.echoes;

import dev.memcore.bench.echoes.EchoCase.Label;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts the results by language and by kind. */
final class EchoReport {
    private final List<EchoTrial> trials;

    EchoReport(List<EchoTrial> trials) {
        this.trials = trials;
    }

    /**
     * The figures of some trials.
     *
     * @param cases the number of cases that count
     * @param precision of the answers that are marked as echoes, the share that contains one
     * @param recall of the answers that only repeat, the share of which nothing can be recalled
     * @param newKept of the answers with something new, the share whose new part can be recalled completely
     */
    record Figures(int cases, double precision, double recall, double newKept) {
        static Figures of(List<EchoTrial> all) {
            List<EchoTrial> counted =
                    all.stream().filter(one -> one.of().label() != Label.SHADE).toList();
            Predicate<EchoTrial> says = one -> one.of().label() != Label.ECHO;
            return new Figures(
                    counted.size(),
                    share(
                            counted.stream().filter(EchoTrial::marked),
                            one -> one.of().label() != Label.NEW),
                    share(counted.stream().filter(says.negate()), EchoTrial::right),
                    share(counted.stream().filter(says), EchoTrial::keepsNew));
        }

        private static double share(Stream<EchoTrial> of, Predicate<EchoTrial> counted) {
            return of.mapToInt(one -> counted.test(one) ? 1 : 0).average().orElse(1);
        }
    }

    private Map<String, List<EchoTrial>> by(Predicate<EchoTrial> which, boolean language) {
        Map<String, List<EchoTrial>> groups = new LinkedHashMap<>();
        trials.stream()
                .filter(which)
                .forEach(one -> groups.computeIfAbsent(
                                language ? one.of().language() : one.of().kind(), key -> new ArrayList<>())
                        .add(one));
        return groups;
    }

    private static double right(List<EchoTrial> all) {
        return all.stream().mapToInt(one -> one.right() ? 1 : 0).average().orElse(1);
    }

    void print(Terminal terminal, boolean errors) {
        terminal.line("Which answers only repeat what the model was shown?");
        terminal.line();
        terminal.line("%-10s %7s %10s %7s %9s", "language", "cases", "precision", "recall", "new kept");
        by(one -> true, true).forEach((language, all) -> line(terminal, language, Figures.of(all)));
        line(terminal, "all", Figures.of(trials));
        for (Label label : Label.values()) {
            terminal.line();
            terminal.line("%-34s %7s %7s", heading(label), "cases", "right");
            by(one -> group(one) == label, false)
                    .forEach((kind, all) -> terminal.line("%-34s %7d %7.3f", kind, all.size(), right(all)));
        }
        if (errors) {
            trials.stream().filter(one -> !one.right()).forEach(one -> error(terminal, one));
        }
    }

    /** Returns the group of a kind: texts of one sentence and of more have different labels. */
    private static Label group(EchoTrial one) {
        return one.of().kind().startsWith("changed") ? Label.NEW : one.of().label();
    }

    private static String heading(Label label) {
        return switch (label) {
            case ECHO -> "echoes";
            case NEW -> "new statements";
            case BOTH -> "echoes with new statements";
            case SHADE -> "other shades (not counted)";
        };
    }

    private static void line(Terminal terminal, String name, Figures figures) {
        terminal.line(
                "%-10s %7d %10.3f %7.3f %9.3f",
                name, figures.cases, figures.precision, figures.recall, figures.newKept);
    }

    private static void error(Terminal terminal, EchoTrial one) {
        terminal.line();
        terminal.line(
                "%s, %s, %s", one.of().language(), one.of().kind(), one.of().label());
        one.of().shown().forEach(shown -> terminal.line("  shown   " + shown.replace("\n", " / ")));
        terminal.line("  answer  " + one.of().answer().replace("\n", " / "));
        terminal.line("  kept    " + one.kept().replace("\n", " / "));
    }

    Map<String, Object> json() {
        Map<String, Object> languages = new LinkedHashMap<>();
        by(one -> true, true).forEach((language, all) -> languages.put(language, Figures.of(all)));
        Map<String, Object> kinds = new LinkedHashMap<>();
        by(one -> true, false)
                .forEach((kind, all) -> kinds.put(
                        kind,
                        Map.of("label", all.getFirst().of().label().name(), "cases", all.size(), "right", right(all))));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("all", Figures.of(trials));
        json.put("languages", languages);
        json.put("kinds", kinds);
        return json;
    }
}
