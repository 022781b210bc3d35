package dev.memcore.bench.tasks.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T10: the rules that hold now, among rules that were replaced. */
@Command(
        name = "rules",
        description = {
            "T10. Stores the rules of MemoryCode as keyed facts, session by session, and compares the valid facts at"
                + " the end with the rules that the data set tests. Prints the share of dialogues whose set of rules"
                + " is exact, F1, the share of outdated rules, and the share of valid rules that the context of a"
                + " coding task of 1,000 tokens shows."
        },
        mixinStandardHelpOptions = true)
public final class RulesCommand extends TaskCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKENS = 1_000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A directory with MemoryCode's dialogue_*.json (default: the three dialogues that are"
                    + " included).")
    private @Nullable Path data;

    /** For picocli. */
    public RulesCommand() {
        super("T10");
    }

    @Override
    protected void quick() {
        data = null;
    }

    /** The counts over all dialogues. */
    private static final class Counts {
        private int dialogues;
        private int exact;
        private int right;
        private int outdated;
        private int missing;
        private int asked;
        private int shown;
    }

    @Override
    protected void measure(Trial trial) {
        Counts counts = new Counts();
        try (MemoryManager store = Stores.open(trial.directory("rules"))) {
            for (JsonNode dialogue : dialogues()) {
                RuleTrack track = RuleTrack.read(dialogue);
                if (!track.expected().isEmpty()) {
                    count(store, track, counts);
                }
            }
        }
        trial.asked(counts.dialogues);
        double right = counts.right;
        trial.atLeast(
                "exactSets", counts.exact / (double) counts.dialogues, 1, "mechanisms row 75, task T10: exact set");
        trial.figure("f1", 2 * right / (2 * right + counts.outdated + counts.missing));
        trial.atMost(
                "outdated",
                counts.outdated / (right + counts.outdated),
                0,
                "mechanisms row 75, task T10: stale rule rate");
        trial.figure("shownForTask", counts.shown / (double) Math.max(1, counts.asked));
        trial.note("The rules are read from the data set's topics, so this measures supersession and not extraction."
                + " eval memorycode and eval context measure the turns of the dialogues.");
    }

    private static void count(MemoryManager store, RuleTrack track, Counts counts) {
        MemorySpace space = store.space(Scope.of("tasks", "dialogue" + counts.dialogues));
        Map<String, String> checks = new HashMap<>();
        for (RuleTrack.Rule rule : track.given()) {
            space.facts().set(Observation.fact(rule.key(), rule.text()).build());
            checks.put(rule.text(), rule.check());
        }
        store.awaitIndexed();
        Set<String> active = new HashSet<>();
        List<String> texts = new ArrayList<>();
        for (String key : space.facts().keys()) {
            for (Memory fact : space.facts().values(key)) {
                active.add(checks.getOrDefault(fact.text(), fact.text()));
                texts.add(fact.text());
            }
        }
        counts.dialogues++;
        counts.exact += active.equals(track.expected()) ? 1 : 0;
        for (String check : active) {
            counts.right += track.expected().contains(check) ? 1 : 0;
            counts.outdated += track.expected().contains(check) ? 0 : 1;
        }
        counts.missing += (int) track.expected().stream()
                .filter(check -> !active.contains(check))
                .count();
        for (String query : track.queries()) {
            String context = space.context(ContextRequest.of("Write a " + query + ".", TOKENS))
                    .text();
            counts.asked += texts.size();
            counts.shown += (int) texts.stream().filter(context::contains).count();
        }
    }

    private List<JsonNode> dialogues() {
        if (data == null) {
            return Dialogues.shippedFiles();
        }
        try (Stream<Path> files = Files.walk(data, 2)) {
            List<JsonNode> dialogues = new ArrayList<>();
            for (Path file : files.filter(RulesCommand::isDialogue).sorted().toList()) {
                dialogues.add(JSON.readTree(file.toFile()));
            }
            if (dialogues.isEmpty()) {
                throw new BadInput("no dialogue_*.json in " + data);
            }
            return dialogues;
        } catch (IOException e) {
            throw new BadInput("cannot read " + data + ": " + e, e);
        }
    }

    private static boolean isDialogue(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("dialogue_") && name.endsWith(".json");
    }
}
