package dev.memcore.bench.eval;

import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.eval.run.Report;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that evaluates one set: reads it, runs it, and prints and writes the results. */
abstract class SetCommand implements Callable<Integer> {
    @Mixin
    private final EvalOptions options = new EvalOptions();

    SetCommand() {}

    /** Reads the set from a directory. */
    abstract EvaluationSet read(Path data);

    @Override
    public final Integer call() {
        options.check();
        EvaluationSet set = read(options.data());
        if (set.groups().stream().allMatch(group -> group.questions().isEmpty())) {
            throw new BadInput(set.files().names() + " has no questions");
        }
        List<Report> reports = options.evaluate(run -> List.of(run.of(set)));
        reports.getFirst().print(Terminal.standard());
        options.write(reports.getFirst().json(), reports);
        return 0;
    }
}
