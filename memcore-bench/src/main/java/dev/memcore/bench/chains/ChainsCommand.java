package dev.memcore.bench.chains;

import dev.memcore.bench.chains.ChainTrials.Length;
import dev.memcore.bench.chains.ChainTrials.Paths;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import dev.memcore.papers.chain.ChainedRecall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures recall along chains of memories, by the number of hops. */
@Command(
        name = "chains",
        description = {
            "Stores chains of associations, A-B, B-C, C-D, and asks which of two things belongs to A: the end of its"
                    + " chain, or the end of another. Prints the accuracy of chained recall and of one recall by the"
                    + " number of hops, and how often chained recall stops without an answer if neither is right.",
            "Also asks for shortest paths in graphs of 20 places with 5 roads each."
        },
        mixinStandardHelpOptions = true)
public final class ChainsCommand implements Callable<Integer> {
    @Option(
            names = "--chains",
            paramLabel = "N",
            description = "The number of chains of each length, 3 or more (default: ${DEFAULT-VALUE}).")
    private int chains = 200;

    @Option(
            names = "--hops",
            paramLabel = "N",
            description = "The greatest number of hops, 1 to " + ChainedRecall.HOPS + " (default: ${DEFAULT-VALUE}).")
    private int hops = ChainedRecall.HOPS;

    @Option(names = "--graphs", paramLabel = "N", description = "The number of graphs (default: ${DEFAULT-VALUE}).")
    private int graphs = 10;

    @Option(names = "--seed", description = "Seed of the generator (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public ChainsCommand() {}

    @Override
    public Integer call() {
        if (chains < 3 || hops < 1 || hops > ChainedRecall.HOPS || graphs < 1) {
            throw new BadInput(
                    "--chains must be 3 or more, --hops 1 to " + ChainedRecall.HOPS + ", --graphs 1 or more");
        }
        json.check();
        ChainTrials trials = new ChainTrials(seed);
        Terminal out = Terminal.standard();
        out.line("%s of each length, with a lure each", out.bold(chains + " chains"));
        out.line("   %4s %8s %8s %9s %13s %10s", "hops", "chained", "single", "mean hops", "no answer", "stops at");
        List<Length> lengths = new ArrayList<>();
        for (int length = 1; length <= hops; length++) {
            Length result = trials.chains(length, chains);
            lengths.add(result);
            out.line(
                    "   %4d %7.1f%% %7.1f%% %9.2f %12.1f%% %10.2f",
                    length,
                    100 * result.chained(),
                    100 * result.single(),
                    result.meanHops(),
                    100 * result.withoutEnd(),
                    result.stopHops());
        }
        Paths paths = trials.paths(graphs, 20);
        out.line(
                "%s: %.1f%% of %d are shortest, %.2f hops on average",
                out.bold("paths"), 100 * paths.shortest(), paths.n(), paths.meanHops());
        json.write(Map.of("chains", lengths, "paths", paths));
        return 0;
    }
}
