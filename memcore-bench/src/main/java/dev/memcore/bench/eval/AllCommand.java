package dev.memcore.bench.eval;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.Terminal;
import dev.memcore.bench.locomo.LocomoSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All evaluations of sets, one after another, each in a store of its own. */
@Command(
        name = "all",
        description = {
            "All sets under the same conditions: locomo, musique, memorycode, babi, pi, vaswani.",
            "--data is the directory that holds theirs; a set whose directory is not there is left out, and named."
        },
        mixinStandardHelpOptions = true)
public final class AllCommand implements Callable<Integer> {
    /** How each set is read, by the name of its directory. */
    private static final Map<String, Function<Path, EvaluationSet>> SETS = sets();

    @Mixin
    private final EvalOptions options = new EvalOptions();

    /** For picocli. */
    public AllCommand() {}

    private static Map<String, Function<Path, EvaluationSet>> sets() {
        Map<String, Function<Path, EvaluationSet>> sets = new LinkedHashMap<>();
        sets.put("locomo", place -> new LocomoEvaluation(LocomoSet.find(place), Integer.MAX_VALUE));
        sets.put("musique", place -> MusiqueSet.read(place, false));
        sets.put("memorycode", MemorycodeSet::read);
        sets.put("babi", place -> BabiSet.read(place, BabiSet.DEFAULT_TASKS));
        sets.put("pi-llm", PiSet::read);
        sets.put("vaswani", VaswaniSet::read);
        return sets;
    }

    @Override
    public Integer call() {
        options.check();
        Path data = options.data();
        List<String> absent = new ArrayList<>(SETS.keySet());
        absent.removeIf(name -> Files.isDirectory(data.resolve(name)));
        if (absent.size() == SETS.size()) {
            throw new BadInput("no set in " + data + ": expected directories " + String.join(", ", SETS.keySet()));
        }
        Terminal out = Terminal.standard();
        List<Report> reports = options.evaluate(run -> {
            List<Report> done = new ArrayList<>();
            SETS.forEach((name, reader) -> {
                if (!absent.contains(name)) {
                    done.add(shown(run.of(reader.apply(data.resolve(name))), out));
                }
            });
            return done;
        });
        absent.forEach(name -> out.line("absent, and so left out: " + name));
        Map<String, Object> sets = new LinkedHashMap<>();
        reports.forEach(report -> sets.put(report.set().name(), report.json()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sets", sets);
        json.put("absent", absent);
        options.write(json, reports);
        return 0;
    }

    private static Report shown(Report report, Terminal out) {
        report.print(out);
        out.line();
        return report;
    }
}
