package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.standing.StandingQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One standing query. It recalls as usual and keeps the hits that were written since it was asked. */
final class AskedLater implements StandingQuery {
    /** The least number of hits that are examined: older memories take places among them. */
    private static final int EXAMINED = 100;

    private static final Logger LOG = LoggerFactory.getLogger(AskedLater.class);

    private final MemorySpace space;
    private final MemoryQuery query;
    private final @Nullable Consumer<Recalled> listener;
    private final StandingQueries all;
    private final long since;
    private final Map<MemoryId, Integer> returned = new HashMap<>();
    private int remaining;
    /** The last commit that may answer; set when the query ends. */
    private long until = Long.MAX_VALUE;

    /** @param since the last commit before the query */
    AskedLater(
            MemorySpace space,
            MemoryQuery query,
            int writes,
            @Nullable Consumer<Recalled> listener,
            long since,
            StandingQueries all) {
        this.space = space;
        this.query = withThresholds(query);
        this.remaining = writes;
        this.listener = listener;
        this.since = since;
        this.all = all;
    }

    private static MemoryQuery withThresholds(MemoryQuery query) {
        return query.toBuilder()
                .minRelevance(query.minRelevance() > 0 ? query.minRelevance() : DEFAULT_MIN_RELEVANCE)
                .minConfidence(query.minConfidence() > 0 ? query.minConfidence() : MemoryQuery.PROMPT_MIN_CONFIDENCE)
                .build();
    }

    Principal principal() {
        return space.principal();
    }

    @Override
    public MemoryQuery query() {
        return query;
    }

    @Override
    public List<Recalled> poll() {
        MemoryQuery wide =
                query.toBuilder().limit(Math.max(EXAMINED, query.limit())).build();
        List<Recalled> hits = space.recall(wide).hits();
        synchronized (this) {
            List<Recalled> answers = new ArrayList<>();
            for (Recalled hit : hits) {
                Memory memory = hit.memory();
                Integer before = returned.get(memory.id());
                boolean later = memory.sequence() > since && memory.sequence() <= until;
                if (later && answers.size() < query.limit() && (before == null || before < memory.version())) {
                    returned.put(memory.id(), memory.version());
                    answers.add(hit);
                }
            }
            return List.copyOf(answers);
        }
    }

    /** Counts the written memories that the principal sees, and delivers answers to the listener. */
    void written(List<Memory> memories) {
        List<Memory> seen = memories.stream().filter(principal()::sees).toList();
        if (!seen.isEmpty()) {
            deliver();
            count(seen);
        }
    }

    private void deliver() {
        Consumer<Recalled> to = listener;
        if (to == null) {
            return;
        }
        try {
            for (Recalled answer : poll()) {
                deliver(to, answer);
            }
        } catch (MemoryException e) {
            LOG.warn("A standing query could not be answered; the write is not affected", e);
        }
    }

    private static void deliver(Consumer<Recalled> to, Recalled answer) {
        try {
            to.accept(answer);
        } catch (RuntimeException e) {
            LOG.warn("The listener of a standing query failed; the write is not affected", e);
        }
    }

    private synchronized void count(List<Memory> seen) {
        remaining = Math.max(0, remaining - seen.size());
        if (remaining == 0) {
            long last = seen.stream().mapToLong(Memory::sequence).max().orElse(since);
            until = Math.min(until, last);
            all.remove(this);
        }
    }

    @Override
    public synchronized int remainingWrites() {
        return remaining;
    }

    @Override
    public synchronized boolean active() {
        return remaining > 0;
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (remaining > 0) {
                remaining = 0;
                until = since; // a cancelled query has no answers any more
            }
        }
        all.remove(this);
    }
}
