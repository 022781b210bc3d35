package dev.memcore.bench.conflicts;

import dev.memcore.bench.conflicts.ConflictTrial.Stray;
import dev.memcore.cli.console.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Recall and precision of the reported contradictions.
 *
 * @param seed the seed of the pairs
 * @param noise the number of unrelated memories in each scope
 * @param trial what was reported
 * @param real what was reported on real conversations; null: not measured
 */
record ConflictsReport(
        long seed, int noise, ConflictTrial trial, @Nullable RealConversations real) {
    /** The numbers of a selection of pairs. */
    private record Figures(
            int contradictions, int lookalikes, int asked, int stated, int found, int mistaken, int strays) {
        private double share(int of) {
            return contradictions == 0 ? 0 : (double) of / contradictions;
        }

        double precision() {
            int reported = found + mistaken + strays;
            return reported == 0 ? 1 : (double) found / reported;
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("recall", share(asked));
            json.put("recallByStatement", share(stated));
            json.put("precision", precision());
            json.put("contradictions", contradictions);
            json.put("lookalikes", lookalikes);
            json.put("found", found);
            json.put("mistaken", mistaken);
            json.put("strays", strays);
            return json;
        }

        void print(Terminal out, String title) {
            out.line(
                    "%-18s recall %.3f by the question, %.3f by the statement; precision %.3f; %,d contradictions, %,d"
                            + " others",
                    title, share(asked), share(stated), precision(), contradictions, lookalikes);
        }
    }

    private Figures figures(Predicate<StatementPair> counted, Predicate<Stray> strays) {
        List<Integer> places = IntStream.range(0, trial.pairs().size())
                .filter(i -> counted.test(pair(i)))
                .boxed()
                .toList();
        List<Integer> real = places.stream().filter(i -> pair(i).contradicts()).toList();
        List<Integer> alike =
                places.stream().filter(i -> !pair(i).contradicts()).toList();
        return new Figures(
                real.size(),
                alike.size(),
                (int) real.stream().filter(trial.asked()::contains).count(),
                (int) real.stream().filter(trial.stated()::contains).count(),
                (int) real.stream().filter(trial.reported()::contains).count(),
                (int) alike.stream().filter(trial.reported()::contains).count(),
                (int) trial.strays().stream().filter(strays).count());
    }

    private StatementPair pair(int i) {
        return trial.pairs().get(i);
    }

    private Figures all() {
        return figures(pair -> true, stray -> true);
    }

    /** One half. Strays that concern no topic count for both halves. */
    private Figures half(boolean heldOut) {
        return figures(
                pair -> pair.heldOut() == heldOut, stray -> stray.heldOut() == null || stray.heldOut() == heldOut);
    }

    /** The figures of each kind, without strays: contradictions, or else look-alikes. */
    private Map<String, Figures> kinds(boolean contradicts) {
        Map<String, Figures> kinds = new TreeMap<>();
        for (StatementPair pair : trial.pairs()) {
            if (pair.contradicts() == contradicts) {
                kinds.computeIfAbsent(
                        pair.kind(),
                        kind -> figures(
                                other -> other.kind().equals(kind) && other.contradicts() == contradicts,
                                stray -> false));
            }
        }
        return kinds;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", "conflicts");
        json.put("seed", seed);
        json.put("noise", noise);
        json.put("n", trial.pairs().size());
        json.put("all", all().json());
        json.put("development", half(false).json());
        json.put("heldOut", half(true).json());
        Map<String, Object> contradictions = new LinkedHashMap<>();
        kinds(true).forEach((kind, figures) -> contradictions.put(kind, figures.json()));
        json.put("contradictions", contradictions);
        Map<String, Object> lookalikes = new LinkedHashMap<>();
        kinds(false)
                .forEach((kind, figures) ->
                        lookalikes.put(kind, Map.of("n", figures.lookalikes(), "reported", figures.mistaken())));
        json.put("lookalikes", lookalikes);
        if (real != null) {
            json.put("conversations", real.json());
        }
        return json;
    }

    void print(Terminal out, boolean errors) {
        out.line(out.bold("Contradictions") + ": are statements reported that contradict each other, and only these?");
        out.line(
                "%,d pairs among %,d other memories in each scope, seed %d",
                trial.pairs().size(), noise, seed);
        out.line();
        out.line("%-14s %6s %10s %12s", "contradiction", "pairs", "question", "statement");
        kinds(true)
                .forEach((kind, figures) -> out.line(
                        "%-14s %6d %9.1f%% %11.1f%%",
                        kind,
                        figures.contradictions(),
                        100 * figures.share(figures.asked()),
                        100 * figures.share(figures.stated())));
        out.line();
        out.line("%-14s %6s %10s", "look-alike", "pairs", "reported");
        kinds(false)
                .forEach((kind, figures) -> out.line("%-14s %6d %10d", kind, figures.lookalikes(), figures.mistaken()));
        out.line("%-14s %6s %10d", "across pairs", "", trial.strays().size());
        out.line();
        all().print(out, "all topics");
        half(false).print(out, "development half");
        half(true).print(out, "held-out half");
        if (real != null) {
            real.print(out, errors);
        }
        if (errors) {
            printErrors(out);
        }
    }

    private void printErrors(Terminal out) {
        for (int i = 0; i < trial.pairs().size(); i++) {
            StatementPair pair = pair(i);
            boolean right = pair.contradicts()
                    ? trial.asked().contains(i)
                    : !trial.reported().contains(i);
            if (!right && !pair.heldOut()) {
                print(
                        out,
                        (pair.contradicts() ? "missed " : "mistaken ") + pair.kind(),
                        pair.one().text(),
                        pair.other().text());
            }
        }
        trial.strays().stream()
                .filter(stray -> !Boolean.TRUE.equals(stray.heldOut()))
                .forEach(stray -> print(out, "across pairs", stray.one(), stray.other()));
    }

    private static void print(Terminal out, String title, String one, String other) {
        out.line();
        out.line(out.bold(title));
        out.line("  " + one);
        out.line("  " + other);
    }
}
