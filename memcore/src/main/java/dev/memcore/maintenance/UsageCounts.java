package dev.memcore.maintenance;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.Usage;
import dev.memcore.commit.Committer;
import dev.memcore.component.StorageRefusals;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.UsageTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How memories have served: the table of what the log says, and what has been reported since. Reports are gathered, so that
 * feedback costs no write of its own, and go to the log together.
 *
 * <p>A report is in one of three places: it waits, it is under way to the log, or it is in the table. It goes from one to the
 * next under a lock, so that nobody who asks counts it twice or misses it. The log's thread takes that lock, so it is never
 * held while anything is read or written.
 */
public final class UsageCounts {
    private static final Logger LOG = LoggerFactory.getLogger(UsageCounts.class);
    private static final Cause CAUSE = Cause.of("feedback");

    /** Reports wait at most until so many memories have some, or the oldest is so old when the next one comes. */
    private static final int MOST_WAITING = 1_000;

    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final MemoryLog log;
    private final MemoryLookup index;
    private final InstantSource clock;
    private final UsageTable table;
    /** The last commit that the table has. Written by whoever gives commits, in their order. */
    private volatile long tableSequence;

    private final Map<MemoryId, Usage> waiting = new LinkedHashMap<>(); // guarded by this
    private final Map<MemoryId, Usage> underWay = new HashMap<>(); // guarded by this
    private Instant waitingSince = Instant.MAX; // guarded by this
    /** Whether the file may still have counts of memories that were erased. */
    private volatile boolean erased;

    private final ReentrantLock flushing = new ReentrantLock();

    public UsageCounts(StoreComponents parts) {
        this.log = parts.log();
        this.index = parts.index();
        this.clock = parts.clock();
        this.table = parts.usage();
    }

    /** Takes in what the log has and the table does not. */
    public void catchUp() {
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
    public void logged(Commit commit) {
        Map<MemoryId, Usage> uses = new LinkedHashMap<>();
        for (MemoryOp op : commit.operations()) {
            if (op instanceof MemoryOp.Use use) {
                uses.merge(use.id(), use.usage(), Usage::plus);
            } else if (op instanceof MemoryOp.Erase) {
                uses.remove(op.id());
                forget(op.id());
            }
        }
        count(uses, commit.sequence());
        tableSequence = commit.sequence();
    }

    private synchronized void count(Map<MemoryId, Usage> uses, long sequence) {
        uses.forEach((id, usage) -> {
            table.add(id, usage, sequence);
            underWay.remove(id, usage);
        });
    }

    /** Forgets a memory that is no more. */
    synchronized void forget(MemoryId id) {
        waiting.remove(id);
        if (table.remove(id)) {
            erased = true;
        }
    }

    /**
     * Takes in a report. It is counted from now on; {@link #flushIfDue} writes it once it is time.
     *
     * @param weights how much of the attention each memory had, in (0, 1]
     * @return the memories that the reader sees, whose uses were counted
     */
    public List<Memory> report(Principal reader, SortedMap<MemoryId, Double> weights, Outcome outcome) {
        Instant now = clock.instant();
        List<Memory> seen = weights.keySet().stream()
                .flatMap(id -> index.get(id).stream())
                .filter(memory -> isCounted(reader, memory))
                .toList();
        add(seen, weights, outcome, now);
        return seen;
    }

    /** Writes what waits once it is time. What cannot be written waits on: it was counted, and must not be reported again. */
    public void flushIfDue(Committer committer) {
        if (isDue(clock.instant())) {
            StorageRefusals.tolerate("Feedback", () -> flush(committer));
        }
    }

    private synchronized boolean isDue(Instant now) {
        return waiting.size() >= MOST_WAITING
                || (!waiting.isEmpty() && now.toEpochMilli() - waitingSince.toEpochMilli() >= LONGEST_WAIT_MILLIS);
    }

    private static boolean isCounted(Principal reader, Memory memory) {
        return reader.sees(memory) && memory.status().isReadable();
    }

    private synchronized void add(List<Memory> used, Map<MemoryId, Double> weights, Outcome outcome, Instant now) {
        if (waiting.isEmpty()) {
            waitingSince = now;
        }
        for (Memory memory : used) {
            double weight = weights.getOrDefault(memory.id(), 1.0);
            waiting.merge(memory.id(), Usage.NONE.plus(outcome, now, weight), Usage::plus);
        }
    }

    /** The usage of a memory, with all that was reported. */
    public synchronized Usage of(MemoryId id) {
        return table.get(id).plus(underWay.getOrDefault(id, Usage.NONE)).plus(waiting.getOrDefault(id, Usage.NONE));
    }

    /** Writes what waits. When it returns, all that was reported before the call is in the log, whoever has written it. */
    public void flush(Committer committer) {
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
        try {
            committer.commit(memory -> true, taken.keySet(), draft -> {
                for (MemoryId id : taken.keySet()) {
                    Memory memory = draft.present(id);
                    boolean exists = memory != null && memory.status() != Status.ERASED;
                    send(id, exists).ifPresent(usage -> draft.use(new MemoryOp.Use(id, usage, CAUSE)));
                }
                return List.of();
            });
        } finally {
            putBack();
        }
    }

    /** What waits for a memory is now under way; of one that is no more, it is forgotten. */
    private synchronized Optional<Usage> send(MemoryId id, boolean exists) {
        Usage usage = waiting.remove(id);
        if (usage == null || !exists) {
            return Optional.empty();
        }
        underWay.put(id, usage);
        return Optional.of(usage);
    }

    /** What has not come into the log waits again. Only one flush is ever under way. */
    private synchronized void putBack() {
        underWay.forEach((id, usage) -> waiting.merge(id, usage, Usage::plus));
        underWay.clear();
    }

    /** Writes the table, so that the next opening need not read the log. If that fails, it does. */
    public void save() {
        erased = false;
        try {
            table.save(tableSequence);
        } catch (MemoryException e) {
            erased = true;
            StorageRefusals.tolerate("The counts of use", () -> {
                throw e;
            });
        }
    }

    /** Writes the table if memories were erased that it has counted. */
    public void saveIfErased() {
        if (erased) {
            save();
        }
    }
}
