package dev.memcore.bench.tasks;

import dev.memcore.bench.conflicts.BothSidesCommand;
import dev.memcore.bench.tasks.ability.BeamCommand;
import dev.memcore.bench.tasks.ability.LabelsCommand;
import dev.memcore.bench.tasks.ability.LeaksCommand;
import dev.memcore.bench.tasks.ability.PlacesCommand;
import dev.memcore.bench.tasks.capacity.CompressionCommand;
import dev.memcore.bench.tasks.capacity.FactsCommand;
import dev.memcore.bench.tasks.capacity.NeedleCommand;
import dev.memcore.bench.tasks.capacity.ReplayCommand;
import dev.memcore.bench.tasks.capacity.ReversibleCommand;
import dev.memcore.bench.tasks.capacity.VerbatimCommand;
import dev.memcore.bench.tasks.change.ConsolidationCommand;
import dev.memcore.bench.tasks.change.EditsCommand;
import dev.memcore.bench.tasks.change.EntitiesCommand;
import dev.memcore.bench.tasks.change.RulesCommand;
import dev.memcore.bench.tasks.order.AccessCommand;
import dev.memcore.bench.tasks.order.OrderCommand;
import dev.memcore.bench.tasks.order.PositionCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the harness tasks. */
@Command(
        name = "tasks",
        description = {
            "Runs tasks of the literature on a store with its defaults, without a language model. Each prints its"
                    + " figures beside the bound that its source states."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            AllTasksCommand.class,
            NeedleCommand.class,
            FactsCommand.class,
            VerbatimCommand.class,
            CompressionCommand.class,
            ReplayCommand.class,
            ReversibleCommand.class,
            OrderCommand.class,
            AccessCommand.class,
            PositionCommand.class,
            ConsolidationCommand.class,
            EditsCommand.class,
            EntitiesCommand.class,
            RulesCommand.class,
            BothSidesCommand.class,
            LabelsCommand.class,
            PlacesCommand.class,
            LeaksCommand.class,
            BeamCommand.class,
        })
public final class TasksCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** For picocli. */
    public TasksCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which task, as in: tasks needle");
    }
}
