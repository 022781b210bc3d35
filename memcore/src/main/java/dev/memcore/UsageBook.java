package dev.memcore;

import dev.memcore.api.Cause;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Outcome;
import dev.memcore.api.Reader;
import dev.memcore.api.Status;
import dev.memcore.api.Usage;
import dev.memcore.spi.Commit;
import dev.memcore.spi.CommitCursor;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;
import dev.memcore.store.UsageTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How memories have served: the table of what the log says, and what has been reported since. Reports are gathered, so that
 * feedback costs no write of its own, and go to the log together.
 */
final class UsageBook {
    private static final Logger LOG = LoggerFactory.getLogger(UsageBook.class);
    private static final Cause CAUSE = Cause.of("feedback");

    /** Reports wait at most until so many memories have some, or the oldest is so old when the next one comes. */
    private static final int MOST_WAITING = 1_000;

    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final MemoryLog log;
    private final MemoryIndex index;
    private final InstantSource clock;
    private final UsageTable table;
    private long tableSequence; // guarded by table
    private final Map<MemoryId, Usage> waiting = new LinkedHashMap<>();
    private Instant waitingSince = Instant.MAX;
    private final ReentrantLock flushing = new ReentrantLock();

    UsageBook(Parts parts) {
        this.log = parts.log();
        this.index = parts.index();
        this.clock = parts.clock();
        this.table = parts.usage();
    }

    /** Takes in what the log has and the table does not. */
    void catchUp() {
        long last = log.lastSequence();
        long known = table.sequence();
        if (known > last) {
            LOG.warn("Usage counts are ahead of the log: writes were lost. Some counts may be too high.");
        } else if (known < last) {
            try (CommitCursor commits = log.read(known + 1)) {
                while (commits.hasNext()) {
                    logged(commits.next());
                }
            }
        }
        tableSequence = last;
        save();
    }

    /** Takes note of a commit; they come in order. */
    void logged(Commit commit) {
        synchronized (table) {
            for (MemoryOp op : commit.operations()) {
                if (op instanceof MemoryOp.Use use) {
                    table.add(use.id(), use.usage());
                } else if (op instanceof MemoryOp.Erase erase) {
                    table.remove(erase.id());
                }
            }
            tableSequence = commit.sequence();
        }
    }

    /**
     * Takes in a report, and writes what waits once it is time.
     *
     * @param weights how much of the attention each memory had, in (0, 1]
     * @return the memories that the reader sees, whose uses were counted
     */
    List<Memory> report(Reader reader, SortedMap<MemoryId, Double> weights, Outcome outcome, Committer committer) {
        Instant now = clock.instant();
        List<Memory> seen = weights.keySet().stream()
                .flatMap(id -> index.get(id).stream())
                .filter(memory -> isCounted(reader, memory))
                .toList();
        if (add(seen, weights, outcome, now)) {
            flush(committer);
        }
        return seen;
    }

    private static boolean isCounted(Reader reader, Memory memory) {
        return reader.sees(memory) && ScopedView.isShown(memory.status());
    }

    private synchronized boolean add(List<Memory> used, Map<MemoryId, Double> weights, Outcome outcome, Instant now) {
        if (waiting.isEmpty()) {
            waitingSince = now;
        }
        for (Memory memory : used) {
            double weight = weights.getOrDefault(memory.id(), 1.0);
            waiting.merge(memory.id(), Usage.NONE.plus(outcome, now, weight), Usage::plus);
        }
        return waiting.size() >= MOST_WAITING
                || now.toEpochMilli() - waitingSince.toEpochMilli() >= LONGEST_WAIT_MILLIS;
    }

    /** The usage of a memory, with what waits. */
    synchronized Usage of(MemoryId id) {
        Usage more = waiting.get(id);
        return more == null ? table.get(id) : table.get(id).plus(more);
    }

    /** Writes what waits. When it returns, all that was reported before the call is in the log, whoever has written it. */
    void flush(Committer committer) {
        flushing.lock();
        try {
            flushWaiting(committer);
        } finally {
            flushing.unlock();
        }
    }

    private void flushWaiting(Committer committer) {
        Map<MemoryId, Usage> taken;
        synchronized (this) {
            taken = new LinkedHashMap<>(waiting);
        }
        if (taken.isEmpty()) {
            return;
        }
        List<Map.Entry<MemoryId, Usage>> written = new ArrayList<>();
        try {
            committer.commit(memory -> true, taken.keySet(), draft -> {
                written.addAll(written(draft, taken));
                for (Map.Entry<MemoryId, Usage> use : written) {
                    draft.use(new MemoryOp.Use(use.getKey(), use.getValue(), CAUSE));
                }
                return List.of();
            });
        } catch (RuntimeException e) {
            putBack(written);
            throw e;
        }
    }

    /** What could not be written waits again. */
    private synchronized void putBack(List<Map.Entry<MemoryId, Usage>> written) {
        written.forEach(use -> waiting.merge(use.getKey(), use.getValue(), Usage::plus));
    }

    /** What another flush has not written meanwhile; it waits no more. */
    private synchronized List<Map.Entry<MemoryId, Usage>> written(Draft draft, Map<MemoryId, Usage> taken) {
        List<Map.Entry<MemoryId, Usage>> written = new ArrayList<>();
        for (MemoryId id : taken.keySet()) {
            Usage usage = waiting.remove(id);
            Memory memory = draft.present(id);
            if (usage != null && memory != null && memory.status() != Status.ERASED) {
                written.add(Map.entry(id, usage));
            }
        }
        return written;
    }

    /** Writes the table, so that the next opening need not read the log. If that fails, it does. */
    void save() {
        synchronized (table) {
            Refusals.tolerate("The counts of use", () -> table.save(tableSequence));
        }
    }
}
