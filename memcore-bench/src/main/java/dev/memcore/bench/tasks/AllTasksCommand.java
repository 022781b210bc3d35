package dev.memcore.bench.tasks;

import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.TaskResult;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs all harness tasks, one after another. */
@Command(
        name = "all",
        description = "Runs all tasks with their default sizes, one after another.",
        mixinStandardHelpOptions = true)
final class AllTasksCommand implements Callable<Integer> {
    private static final String DATA = "--data";

    @Option(names = "--quick", description = "Use small sizes.")
    private boolean quick;

    @Option(names = "--seed", description = "Seed of the generators (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = DATA,
            paramLabel = "DIR",
            description =
                    "A directory with beam, locomo, lifebench-en and memorycode (default: only the tasks that need"
                            + " no data run).")
    private @Nullable Path data;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    AllTasksCommand() {}

    @Override
    public Integer call() {
        if (data != null && !Files.isDirectory(data)) {
            throw new BadInput("--data " + data + " is not a directory");
        }
        json.check();
        Terminal out = Terminal.standard();
        List<TaskResult> results = new ArrayList<>();
        for (CommandLine command : spec.parent().subcommands().values()) {
            if (command.getCommand() instanceof TaskCommand task) {
                if (data == null && needsData(command)) {
                    out.line(command.getCommandName() + " needs --data, and was not run");
                } else {
                    command.parseArgs(arguments(command));
                    results.add(task.result());
                    results.getLast().print(out);
                }
            }
        }
        json.write(Map.of("tasks", results.stream().map(TaskResult::json).toList()));
        return 0;
    }

    private static boolean needsData(CommandLine command) {
        CommandLine.Model.OptionSpec option = command.getCommandSpec().findOption(DATA);
        return option != null && option.required();
    }

    private String[] arguments(CommandLine command) {
        List<String> arguments = new ArrayList<>(List.of("--seed", Long.toString(seed)));
        if (quick) {
            arguments.add("--quick");
        }
        if (data != null && command.getCommandSpec().findOption(DATA) != null) {
            arguments.addAll(List.of(DATA, data.toString()));
        }
        return arguments.toArray(String[]::new);
    }
}
