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
 * Counts the uses of memories: the usage table, which follows the log, and reports that are not in the log yet. Reports
 * are collected and written together, so that feedback needs no write of its own.
 *
 * <p>A report is waiting, in transit to the log, or in the table. It moves between these states under a lock, so a
 * reader neither counts it twice nor misses it. The log's thread takes that lock, so it is never held during input or
 * output.
 */
public final class UsageCounts {
    private static final Logger LOG = LoggerFactory.getLogger(UsageCounts.class);
    private static final Cause CAUSE = Cause.of("feedback");

    /**
     * Waiting reports are written when this many memories have some, or when the oldest reaches the maximum age and the
     * next one arrives.
     */
    private static final int MOST_WAITING = 1_000;

    private static final long LONGEST_WAIT_MILLIS = 5_000;

    private final MemoryLog log;
    private final MemoryLookup index;
    private final InstantSource clock;
    private final UsageTable table;
    /** The last commit that the table includes. Written by the thread that publishes commits, in their order. */
    private volatile long tableSequence;

    private final Map<MemoryId, Usage> waiting = new LinkedHashMap<>(); // guarded by this
    private final Map<MemoryId, Usage> underWay = new HashMap<>(); // guarded by this
    private Instant waitingSince = Instant.MAX; // guarded by this
    /** Whether the file may still hold counts of erased memories. */
    private volatile boolean erased;

    private final ReentrantLock flushing = new ReentrantLock();

    public UsageCounts(StoreComponents parts) {
        this.log = parts.log();
        this.index = parts.index();
        this.clock = parts.clock();
        this.table = parts.usage();
    }

    /** Adds the commits that the log has and the table lacks. */
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

    /** Adds a commit. Commits arrive in order. */
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

    /** Removes the counts of an erased memory. */
    synchronized void forget(MemoryId id) {
        waiting.remove(id);
        if (table.remove(id)) {
            erased = true;
        }
    }

    /**
     * Accepts a report. It counts immediately; {@link #flushIfDue} writes it later.
     *
     * @param weights each memory's share of the attention, in (0, 1]
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

    /**
     * Writes the waiting reports if they are due. If the write fails, they keep waiting: they were counted, so the host
     * must not report them again.
     */
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

    /** The usage of a memory, including all reports. */
    public synchronized Usage of(MemoryId id) {
        return table.get(id).plus(underWay.getOrDefault(id, Usage.NONE)).plus(waiting.getOrDefault(id, Usage.NONE));
    }

    /**
     * Writes the waiting reports. When this method returns, all earlier reports are in the log, even if another thread
     * wrote them.
     */
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

    /** Marks the waiting reports of a memory as in transit. Discards those of an erased memory. */
    private synchronized Optional<Usage> send(MemoryId id, boolean exists) {
        Usage usage = waiting.remove(id);
        if (usage == null || !exists) {
            return Optional.empty();
        }
        underWay.put(id, usage);
        return Optional.of(usage);
    }

    /** Returns reports that did not reach the log to the waiting ones. Only one flush is active at a time. */
    private synchronized void putBack() {
        underWay.forEach((id, usage) -> waiting.merge(id, usage, Usage::plus));
        underWay.clear();
    }

    /**
     * Writes the table, so that the next opening need not read the log. If the write fails, the next opening reads the
     * log.
     */
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

    /** Writes the table if memories that it counts were erased. */
    public void saveIfErased() {
        if (erased) {
            save();
        }
    }
}
