package dev.memcore.bench;

import dev.memcore.bench.chains.ChainsCommand;
import dev.memcore.bench.conflicts.ConflictsCommand;
import dev.memcore.bench.distraction.DistractionCommand;
import dev.memcore.bench.documents.DocumentsCommand;
import dev.memcore.bench.duplicates.DuplicatesCommand;
import dev.memcore.bench.echoes.EchoesCommand;
import dev.memcore.bench.eval.AllCommand;
import dev.memcore.bench.eval.BabiCommand;
import dev.memcore.bench.eval.ContextCommand;
import dev.memcore.bench.eval.LocomoCommand;
import dev.memcore.bench.eval.MemorycodeCommand;
import dev.memcore.bench.eval.MusiqueCommand;
import dev.memcore.bench.eval.PiCommand;
import dev.memcore.bench.eval.PrecisionCommand;
import dev.memcore.bench.eval.VaswaniCommand;
import dev.memcore.bench.forgetting.ForgettingCommand;
import dev.memcore.bench.gate.GateCommand;
import dev.memcore.bench.life.LifeCommand;
import dev.memcore.bench.packing.PackingCommand;
import dev.memcore.bench.standing.StandingCommand;
import dev.memcore.bench.topics.TopicsCommand;
import dev.memcore.bench.updates.UpdatesCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands that evaluate memcore. */
@Command(
        name = "eval",
        description = "Measures recall, forgetting, merging and contradictions on data sets with known answers.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AllCommand.class,
            LocomoCommand.class,
            MusiqueCommand.class,
            MemorycodeCommand.class,
            BabiCommand.class,
            PiCommand.class,
            VaswaniCommand.class,
            PrecisionCommand.class,
            ContextCommand.class,
            GateCommand.class,
            LifeCommand.class,
            ForgettingCommand.class,
            DuplicatesCommand.class,
            EchoesCommand.class,
            ConflictsCommand.class,
            StandingCommand.class,
            TopicsCommand.class,
            UpdatesCommand.class,
            DocumentsCommand.class,
            ChainsCommand.class,
            DistractionCommand.class,
            PackingCommand.class
        })
final class EvalCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    EvalCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which evaluation, as in: eval locomo --data DIR");
    }
}
