package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.Report;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs all evaluations of sets one after another, each in its own store. */
@Command(
        name = "all",
        description = {
            "Measures all sets under the same conditions: locomo, musique, memorycode, babi, pi, vaswani, beam,"
                    + " lifebench-en, lifebench-zh.",
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
        List<Sets> present = Arrays.stream(Sets.values())
                .filter(set -> Files.isDirectory(data.resolve(set.directory())))
                .toList();
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
        absent.forEach(name -> out.line("skipped because it is missing: " + name));
        Map<String, Object> sets = new LinkedHashMap<>();
        reports.forEach(report -> sets.put(report.set().name(), report.json()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sets", sets);
        json.put("absent", absent);
        options.write(json, reports);
        return 0;
    }
}
