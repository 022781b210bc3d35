package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.Precision;
import dev.memcore.bench.eval.set.Sets;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what a cut-off by relevance keeps and leaves out. */
@Command(
        name = "precision",
        description = {
            "Prints how many memories a recall of ten returns above a relevance, how many of them are evidence, and how"
                    + " much evidence is kept, for each set.",
            "Questions without an answer are shown separately, with the share that returns nothing."
        },
        mixinStandardHelpOptions = true)
public final class PrecisionCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--dataset",
            split = ",",
            paramLabel = "SET",
            description = "Only these sets, separated by commas (default: all sets found in --data). A set of the same"
                    + " layout is read by the name of one of them.")
    private List<String> names = new ArrayList<>();

    /** For picocli. */
    public PrecisionCommand() {}

    @Override
    public Integer call() {
        options.check();
        List<Sets> sets = Sets.chosen(names, options.data());
        Terminal out = Terminal.standard();
        List<Precision> results = options.with(setup -> {
            List<Precision> done = new ArrayList<>();
            for (Sets set : sets) {
                done.add(Precision.of(set.read(options.data()), setup, options.limit()));
                done.getLast().print(out);
                out.line();
            }
            return done;
        });
        Map<String, Object> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(result.set().name(), result.json()));
        options.write(results.size() == 1 ? results.getFirst().json() : Map.of("sets", byName));
        return 0;
    }
}
