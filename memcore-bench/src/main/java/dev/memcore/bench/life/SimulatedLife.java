package dev.memcore.bench.life;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Retention;
import dev.memcore.api.operation.Budget;
import dev.memcore.bench.eval.measure.Document;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.bench.eval.run.EvaluationSet;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.life.SimulatedDay.Sitting;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Simulates the use of a store. The messages of all users of a set are stored day by day. Every night the store is
 * maintained, every week it is closed and opened again, and at the end all questions are asked. The store's clock shows
 * the time of the set. Days without messages are omitted, because a second night changes nothing.
 *
 * <p>For one thread, and one use.
 */
final class SimulatedLife {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int OPERATIONS = 1_000_000;

    private final EvaluationSet set;
    private final List<LifecyclePolicy> policies;
    private final boolean restarts;
    private final List<SimulatedDay> days;
    private final SimulatedClock clock;
    private final Random random;
    private final Map<String, Map<String, MemoryId>> remembered = new HashMap<>();
    private final Maintained maintained = new Maintained();

    /**
     * Creates a life for a set.
     *
     * @param policies the policies of each night; empty: no maintenance
     * @param restarts whether the store is closed and opened every week
     * @param seed of the ids of memories
     */
    SimulatedLife(EvaluationSet set, List<LifecyclePolicy> policies, boolean restarts, long seed) {
        this.set = set;
        this.policies = List.copyOf(policies);
        this.restarts = restarts;
        this.days = SimulatedDay.of(set.groups());
        this.clock = new SimulatedClock(days.getFirst().sessions().getFirst().start());
        this.random = new Random(seed);
    }

    /**
     * Simulates all days.
     *
     * @param end called at the end, while the store is still open
     */
    <T> T live(Function<MemoryManager, T> end) {
        try (ScratchDirectory scratch = ScratchDirectory.of(null)) {
            LocalDate opened = days.getFirst().date();
            int day = 0;
            while (true) {
                try (MemoryManager store = open(scratch.path())) {
                    day = liveOneWeek(store, day, opened);
                    if (day == days.size()) {
                        store.awaitIndexed();
                        return end.apply(store);
                    }
                }
                opened = days.get(day).date();
                maintained.restart();
            }
        }
    }

    /** Returns the counts of maintenance and restarts. */
    Maintained maintained() {
        return maintained;
    }

    /** The memories of a user's documents, by the ids of the documents. */
    Map<String, MemoryId> remembered(Group group) {
        return remembered.getOrDefault(group.id(), Map.of());
    }

    /** The memory of a user. */
    MemorySpace space(MemoryManager store, Group group) {
        return store.space(Scope.of(set.name(), group.id()));
    }

    private MemoryManager open(Path directory) {
        return Stores.openMaintained(directory, policies, Retention.FOREVER, clock, random);
    }

    /** Simulates days until a week is over or no days are left. Returns the next day. */
    private int liveOneWeek(MemoryManager store, int from, LocalDate opened) {
        int day = from;
        do {
            live(store, days.get(day));
            day++;
        } while (day < days.size() && !(restarts && !days.get(day).date().isBefore(opened.plusDays(WEEK.toDays()))));
        return day;
    }

    private void live(MemoryManager store, SimulatedDay day) {
        maintained.day();
        for (Sitting sitting : day.sessions()) {
            clock.advanceTo(sitting.start());
            remember(space(store, sitting.group()), sitting);
        }
        clock.advanceTo(day.end());
        if (!policies.isEmpty()) {
            maintained.night(store.maintain(Budget.ofOperations(OPERATIONS)));
        }
    }

    private void remember(MemorySpace space, Sitting sitting) {
        List<Observation> said =
                sitting.documents().stream().map(Document::observation).toList();
        String session = sitting.session();
        List<Memory> memories = session == null
                ? space.rememberAll(said)
                : space.session(session).addAll(said);
        Map<String, MemoryId> ids = remembered.computeIfAbsent(sitting.group().id(), group -> new HashMap<>());
        for (int i = 0; i < memories.size(); i++) {
            ids.put(sitting.documents().get(i).id(), memories.get(i).id());
        }
        if (session != null) {
            space.session(session).end();
        }
    }
}
