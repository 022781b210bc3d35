package dev.memcore.bench.conflicts;

import dev.memcore.bench.locomo.Conversation;
import dev.memcore.bench.locomo.LocomoSet;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures recall and precision of the contradictions that recall reports. */
@Command(
        name = "conflicts",
        description = {
            "Measures which contradictions recall reports, on pairs of statements made from templates, among lines of"
                    + " the dialogues",
            "that are included in memcore-bench. Half of the pairs contradict each other; the others only look alike.",
            "Half of the topics are held out: errors on them are never printed, so that no rule is made for them."
        },
        mixinStandardHelpOptions = true)
public final class ConflictsCommand implements Callable<Integer> {
    private static final int GROUP = 8;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "A directory with locomo. What is reported on its conversations is printed as well.",
                "If not set: only the generated pairs are measured."
            })
    private @Nullable Path data;

    @Option(
            names = "--conversations",
            paramLabel = "N",
            description = "Maximum number of conversations of --data (default: ${DEFAULT-VALUE}).")
    private int conversations = 2;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Number of pairs of each topic (default: ${DEFAULT-VALUE}).")
    private int pairs = 6;

    @Option(
            names = "--noise",
            paramLabel = "N",
            description = "Number of unrelated memories in each scope (default: ${DEFAULT-VALUE}).")
    private int noise = 300;

    @Option(names = "--seed", description = "Seed of the pairs (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--errors",
            description =
                    "Print the pairs of the development half that were classified wrongly, and the pairs that were"
                            + " reported on --data.")
    private boolean errors;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** For picocli. */
    public ConflictsCommand() {}

    @Override
    public Integer call() {
        if (pairs < 1 || noise < 0 || conversations < 1) {
            throw new BadInput("--pairs and --conversations must be 1 or more, and --noise 0 or more");
        }
        json.check();
        List<Conversation> real = data == null
                ? List.of()
                : LocomoSet.find(data).conversations().stream()
                        .limit(conversations)
                        .toList();
        List<Dialogue.Line> lines = Dialogues.shipped().stream()
                .flatMap(dialogue -> dialogue.sessions().stream())
                .flatMap(List::stream)
                .toList();
        List<List<StatementPair>> groups = new PairGenerator(seed).groups(Topic.all(), pairs, GROUP);
        ConflictTrial trial = ConflictTrial.of(groups, lines, noise, seed);
        ConflictsReport report =
                new ConflictsReport(seed, noise, trial, real.isEmpty() ? null : RealConversations.of(real));
        report.print(Terminal.standard(), errors);
        json.write(report.json());
        return 0;
    }
}
