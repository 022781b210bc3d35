package dev.memcore.bench.eval;

import dev.memcore.bench.harness.BadInput;
import dev.memcore.bench.harness.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** The evaluation of one set: reads it, runs it, prints and writes what was found. */
abstract class SetCommand implements Callable<Integer> {
    @Mixin
    private final EvalOptions options = new EvalOptions();

    SetCommand() {}

    /** Reads the set of a directory. */
    abstract EvaluationSet read(Path data);

    @Override
    public final Integer call() {
        options.check();
        EvaluationSet set = read(options.data());
        if (set.groups().stream().allMatch(group -> group.questions().isEmpty())) {
            throw new BadInput(set.files().names() + " has no questions");
        }
        Report report = options.run().of(set);
        report.print(Terminal.standard());
        options.writeJson(report.json());
        Path out = options.out();
        if (out != null) {
            OutcomeLines.write(out, set.name(), report.answers());
        }
        return 0;
    }
}
