package dev.memcore.bench.tasks.run;

import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that runs one harness task. The exit code is 0 even if a bound is missed. */
public abstract class TaskCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "Seed of the generators (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(names = "--quick", description = "Use small sizes. The options for sizes are ignored.")
    private boolean quick;

    @Mixin
    private final ScratchOption scratch = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final String task;

    /**
     * Creates the command of a task.
     *
     * @param task the number of the task, such as T2
     */
    protected TaskCommand(String task) {
        this.task = task;
    }

    /** Sets small sizes, with which the task takes some seconds. */
    protected abstract void quick();

    /** Checks the options, runs the task, and reports its figures. */
    protected abstract void measure(Trial trial);

    @Override
    public final Integer call() {
        json.check();
        TaskResult result = result();
        result.print(Terminal.standard());
        json.write(result.json());
        return 0;
    }

    /** Runs the task. */
    public final TaskResult result() {
        if (quick) {
            quick();
        }
        long start = System.nanoTime();
        try (ScratchDirectory directory = scratch.open()) {
            Trial trial = new Trial(directory, seed);
            measure(trial);
            return trial.result(task, spec.name(), (System.nanoTime() - start) / 1e9);
        }
    }
}
