package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.Report;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs all evaluations of sets one after another, each in its own store. */
@Command(
        name = "all",
        description = {
            "Measures all sets under the same conditions: locomo, musique, memorycode, babi, pi, vaswani, beam,"
                    + " lifebench-en, lifebench-zh, xquad-de, xquad-hi, xquad-ru, xquad-zh.",
            "--data is the directory that contains the directories of the sets. Missing sets are skipped and listed."
        },
        mixinStandardHelpOptions = true)
public final class AllCommand implements Callable<Integer> {
    @Mixin
    private final EvalOptions options = new EvalOptions();

    /** For picocli. */
    public AllCommand() {}

    @Override
    public Integer call() {
        options.check();
        Path data = options.data();
        List<Sets> present = Sets.found(data);
        if (present.isEmpty()) {
            throw new BadInput("no set in " + data + ": expected directories " + Sets.names(Sets::directory));
        }
        Terminal out = Terminal.standard();
        List<Report> reports = options.evaluate(run -> {
            List<Report> done = new ArrayList<>();
            for (Sets set : present) {
                done.add(run.of(set.read(data)));
                done.getLast().print(out);
                out.line();
            }
            return done;
        });
        List<String> absent = Stream.of(Sets.values())
                .filter(set -> !present.contains(set))
                .map(Sets::directory)
                .toList();
        Map<String, Double> average = macro(reports);
        Map<String, Double> worst = worst(reports);
        out.line("macro average over the sets, in %: "
                + average.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "R@%s %.1f", entry.getKey(), 100 * entry.getValue()))
                        .collect(Collectors.joining(", ")));
        out.line("the set that is worst against its best single source, in points: " + Report.points(worst));
        absent.forEach(name -> out.line("skipped because it is missing: " + name));
        Map<String, Object> sets = new LinkedHashMap<>();
        reports.forEach(report -> sets.put(report.set().name(), report.json()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sets", sets);
        json.put("absent", absent);
        json.put("macroAverage", average);
        json.put("worstAgainstBest", worst);
        options.write(json, reports);
        return 0;
    }

    /** Returns the mean of each recall over the sets that have it. */
    private static Map<String, Double> macro(List<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.ours().recall().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, AllCommand::byDepth, Collectors.averagingDouble(Map.Entry::getValue)));
    }

    private static Map<String, Double> worst(List<Report> reports) {
        Map<String, Double> worst = byDepth();
        reports.forEach(report -> report.againstBest().forEach((depth, value) -> worst.merge(depth, value, Math::min)));
        return worst;
    }

    private static Map<String, Double> byDepth() {
        return new TreeMap<>(Comparator.comparingInt(Integer::parseInt));
    }
}
