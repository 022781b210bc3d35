package dev.memcore.bench.tasks.ability;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.config.Retention;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.tasks.run.TaskCommand;
import dev.memcore.bench.tasks.run.Trial;
import dev.memcore.cli.console.BadInput;
import dev.memcore.consolidation.Policies;
import dev.memcore.papers.PublishedPolicies;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** T21: the last item of every place, when one place gets most of the writes. */
@Command(
        name = "places",
        description = {
            "T21. Writes items at 10 places in turn, and then nine times as many at one of them, into a store of"
                    + " limited size. Prints the share of places whose last item is still found, with a quota of each"
                    + " place and with first in, first out of the same size."
        },
        mixinStandardHelpOptions = true)
public final class PlacesCommand extends TaskCommand {
    private static final List<String> PLACES = List.of(
            "kitchen", "garage", "attic", "garden", "cellar", "office", "harbour", "library", "workshop", "balcony");
    private static final String PLACE = "place";
    private static final int QUOTA = 10;

    @Option(
            names = "--writes",
            paramLabel = "N",
            description = "The number of writes, 1,000 or more (default: ${DEFAULT-VALUE}).")
    private int writes = 5_000;

    /** For picocli. */
    public PlacesCommand() {
        super("T21");
    }

    @Override
    protected void quick() {
        writes = 1_000;
    }

    @Override
    protected void measure(Trial trial) {
        if (writes < 1_000) {
            throw new BadInput("--writes must be 1,000 or more");
        }
        double[] quota = kept(trial, "quota", PublishedPolicies.quotaOfEach(PLACE, Tier.LONG, QUOTA));
        double[] fifo = kept(trial, "fifo", Policies.fifo(Tier.LONG, QUOTA * PLACES.size()));
        trial.atLeast("quotaOfEach", quota[0], 1, "mechanisms row 70, task T21: every place");
        trial.atLeast("quotaOfEachRecalled", quota[1], 1, "mechanisms row 70, task T21: every place");
        trial.figure("fifo", fifo[0]);
        trial.note("mechanisms expects about .10 of first in, first out.");
    }

    /** Returns the shares of places whose last item is the last of its list, and is the first hit of a question. */
    private double[] kept(Trial trial, String name, LifecyclePolicy policy) {
        Map<String, String> last = new LinkedHashMap<>();
        try (MemoryManager store = Stores.openMaintained(trial.directory(name), List.of(policy), Retention.FOREVER)) {
            MemorySpace space = store.space(Scope.of("tasks", name));
            List<Observation> batch = new ArrayList<>();
            for (int i = 0; i < writes; i++) {
                String place = i < writes / 10 ? PLACES.get(i % PLACES.size()) : PLACES.getFirst();
                String item = UniqueWord.of(i);
                last.put(place, item);
                batch.add(Observation.builder("In the " + place + " I saw the " + item + ".")
                        .attribute(PLACE, place)
                        .build());
                if (batch.size() == 100 || i == writes - 1) {
                    space.rememberAll(batch);
                    batch.clear();
                    store.maintain();
                }
            }
            store.awaitIndexed();
            int listed = 0;
            int recalled = 0;
            for (Map.Entry<String, String> entry : last.entrySet()) {
                MemoryFilter there =
                        MemoryFilter.builder().attribute(PLACE, entry.getKey()).build();
                listed += space.stream(there)
                                .reduce((earlier, later) -> later)
                                .filter(memory -> memory.text().contains(entry.getValue()))
                                .isPresent()
                        ? 1
                        : 0;
                List<Memory> hits = space.recall("What did I see in the " + entry.getKey() + " last?")
                        .memories();
                recalled += !hits.isEmpty() && hits.getFirst().text().contains(entry.getValue()) ? 1 : 0;
            }
            trial.asked(2L * last.size());
            return new double[] {listed / (double) last.size(), recalled / (double) last.size()};
        }
    }
}
