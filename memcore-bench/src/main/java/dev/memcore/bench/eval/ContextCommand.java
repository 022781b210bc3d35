package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.PromptTrial;
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

/** Measures what the prompts of questions contain. */
@Command(
        name = "context",
        description = {
            "Prints how much of the evidence for a question its context contains, for each set and budget of tokens.",
            "Beside it: the latest messages alone, and ten hits beside the latest messages."
        },
        mixinStandardHelpOptions = true)
public final class ContextCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--dataset",
            split = ",",
            paramLabel = "SET",
            description = "Only these sets, separated by commas (default: all sets found in --data). A set of the same"
                    + " layout is read by the name of one of them.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--budget",
            split = ",",
            defaultValue = "500,1000,2000,4000",
            paramLabel = "TOKENS",
            description = "The budgets in tokens (default: ${DEFAULT-VALUE}).")
    private List<Integer> budgets = new ArrayList<>();

    /** For picocli. */
    public ContextCommand() {}

    @Override
    public Integer call() {
        options.check();
        List<Sets> sets = Sets.chosen(names, options.data());
        Terminal out = Terminal.standard();
        List<PromptTrial> results = options.with(setup -> {
            List<PromptTrial> done = new ArrayList<>();
            for (Sets set : sets) {
                done.add(PromptTrial.of(set.read(options.data()), setup, options.limit(), budgets));
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
