package dev.memcore.bench.simulate.stream;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.Budget;
import dev.memcore.api.operation.Outcome;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.consolidation.Policies;
import dev.memcore.papers.RecallPreset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An association by a store that learns links from reported uses. It has the defaults, except for the policy {@link
 * Policies#linkCoUsed()}, which runs after every {@value #EVERY} sessions, and a fuser that follows links. The text of
 * a record is a unique word. Sessions are an hour apart.
 */
public final class StoreLinks implements CoUse.Association {
    /**
     * The number of sessions between two runs of the policy. It is so great that some joint uses are missed: of several
     * uses of a record within four sessions, only the latest is seen.
     */
    private static final int EVERY = 4;

    private static final Scope READER = Scope.of("co-use", "reader");

    private final MemoryManager store;
    private final MemorySpace space;
    private final List<Memory> records;
    private final Map<MemoryId, Integer> numbers = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int sessions;

    public StoreLinks() {
        this.store = Memcore.builder()
                .clock(() -> now)
                .policies(List.of(Policies.linkCoUsed()))
                .fuser(RecallPreset.LINKS.fuser())
                .build();
        this.space = store.space(READER);
        List<Observation> texts = new ArrayList<>();
        for (int i = 0; i < CoUse.RECORDS; i++) {
            texts.add(Observation.of(UniqueWord.of(i)));
        }
        this.records = space.rememberAll(texts);
        records.forEach(record -> numbers.put(record.id(), numbers.size()));
    }

    @Override
    public void together(List<Integer> used) {
        now = now.plus(Duration.ofHours(1));
        Set<MemoryId> ids = new LinkedHashSet<>();
        used.forEach(record -> ids.add(records.get(record).id()));
        space.feedback(ids, Outcome.CITED);
        sessions++;
        if (sessions % EVERY == 0) {
            store.maintain(Budget.ofDefaults());
        }
    }

    @Override
    public List<Integer> related(int record, int limit) {
        MemoryQuery query = MemoryQuery.of(records.get(record).text()).withLimit(limit + 1);
        return space.recall(query).memories().stream()
                .map(memory -> Objects.requireNonNull(numbers.get(memory.id())))
                .filter(other -> other != record)
                .limit(limit)
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
