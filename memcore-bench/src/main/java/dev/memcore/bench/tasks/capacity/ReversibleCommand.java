package dev.memcore.bench.tasks.capacity;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.consolidation.summary.Gists;
import dev.memcore.consolidation.summary.Summarizers;
import dev.memcore.spi.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T26: the sources of gists. */
@Command(
        name = "reversible",
        description = {
            "T26. Stores sessions of turns, keeps the newest turns and gists of the others, and expands every gist."
                + " Prints the share of the summarised turns that come back byte by byte, and how many times shorter"
                + " the gists are than their turns."
        },
        mixinStandardHelpOptions = true)
public final class ReversibleCommand extends TaskCommand {
    private static final int SESSION = 100;
    private static final int NEWEST = 20;

    @Option(
            names = "--turns",
            paramLabel = "N",
            description = "The number of turns, 200 or more (default: ${DEFAULT-VALUE}).")
    private int turns = 5_000;

    /** For picocli. */
    public ReversibleCommand() {
        super("T26");
    }

    @Override
    protected void quick() {
        turns = 300;
    }

    @Override
    protected void measure(Trial trial) {
        if (turns < 2 * SESSION) {
            throw new BadInput("--turns must be " + 2 * SESSION + " or more");
        }
        try (MemoryManager store = Stores.openMaintained(
                trial.directory("gists"),
                Gists.windowInTierPlusGist(NEWEST, Summarizers.rareWords(TokenCounter.approximate())),
                Retention.FOREVER)) {
            MemorySpace space = store.space(Scope.of("tasks", "reversible"));
            List<Memory> told = store(space, trial.seed());
            store.maintain();
            store.awaitIndexed();
            List<Memory> gists = space.stream(
                            MemoryFilter.builder().tier(Tier.LONG).build())
                    .filter(memory -> Gist.level(memory) > 0)
                    .toList();
            List<Memory> expanded = gists.stream()
                    .flatMap(gist -> Gist.expand(gist, space::get).stream())
                    .toList();
            List<String> summarised = texts(told.subList(0, told.size() - NEWEST));
            List<String> found = texts(expanded);
            int exact = 0;
            for (int i = 0; i < summarised.size(); i++) {
                exact += i < found.size() && summarised.get(i).equals(found.get(i)) ? 1 : 0;
            }
            trial.asked(summarised.size());
            trial.figure("gists", gists.size());
            trial.figure("timesShorter", bytes(found) / (double) Math.max(1, bytes(texts(gists))));
            trial.atLeast(
                    "byteExact",
                    exact / (double) summarised.size(),
                    1,
                    "mechanisms rows 21, 94, 112 and 106, task T26: all");
        }
    }

    private List<Memory> store(MemorySpace space, long seed) {
        ConversationGenerator generator = new ConversationGenerator(seed);
        List<Memory> told = new ArrayList<>();
        for (int from = 0; from < turns; from += SESSION) {
            SessionMemory session = space.session("session" + from / SESSION);
            List<Observation> messages = new ArrayList<>();
            for (int i = from; i < Math.min(turns, from + SESSION); i++) {
                messages.add(
                        Observation.builder(generator.turn()).kind(Kind.TURN).build());
            }
            told.addAll(session.addAll(messages));
            session.end();
        }
        return told;
    }

    private static List<String> texts(List<Memory> memories) {
        return memories.stream().map(Memory::text).toList();
    }

    private static long bytes(List<String> texts) {
        return texts.stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
