package dev.memcore.history;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Retention;
import dev.memcore.api.fact.FactKey;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.component.IndexPages;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.index.IndexMaintenance;
import dev.memcore.spi.index.IndexPublisher;
import dev.memcore.spi.index.KeyedFact;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.UsageTable;
import dev.memcore.write.PolicyFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drops history that a scope's retention does not keep: old versions, and memories that were forgotten long ago. The
 * steps run in this order. First the retention watermark advances, so that no reader reads what is about to be dropped.
 * Then the log is rewritten: the first kept version becomes a checkpoint, which holds its complete state in place of
 * earlier operations; a dropped memory leaves nothing behind. Last, the index drops the same versions. If a run is
 * interrupted, the next run completes it.
 *
 * <p>Of a dropped memory, only the operations up to its forgetting are dropped. If it is restored meanwhile, the
 * restoring operation holds its complete state and replaces the others.
 */
public final class HistoryCompaction {
    /** The maximum number of memories whose states are held at once. */
    private static final int MOST_AT_ONCE = 50_000;

    /** The number of memories between two checks of the time limit. */
    private static final int MEMORIES_PER_TIME_CHECK = 64;

    private final MemoryLog log;
    private final MemoryLookup index;
    private final IndexPublisher publisher;
    private final IndexMaintenance indexMaintenance;
    private final Function<Scope, Retention> retention;
    private final RetentionWatermarks horizons;
    private final UsageTable usage;
    /** Held while log and index disagree, because one has dropped history that the other still has. */
    private final Lock dropping;

    public HistoryCompaction(StoreComponents parts, RetentionWatermarks horizons, Lock dropping) {
        this.log = parts.log();
        this.index = parts.index();
        this.publisher = parts.index();
        this.indexMaintenance = parts.index();
        this.retention = parts.retention();
        this.horizons = horizons;
        this.usage = parts.usage();
        this.dropping = dropping;
    }

    /**
     * The history to drop from one memory.
     *
     * @param last the last version concerned: a checkpoint that replaces all earlier versions, or the last dropped
     *     version
     * @param goes whether the complete memory is dropped
     * @param dropped the number of dropped versions
     * @param horizon the time from which the remaining history is complete
     */
    private record Cut(Memory last, boolean goes, int dropped, Instant horizon) {
        static Cut before(Memory checkpoint, int dropped) {
            return new Cut(checkpoint, false, dropped, checkpoint.recordedAt());
        }

        /** A cut of all versions. The history is incomplete at the time of the last one and complete after it. */
        static Cut of(List<Memory> versions) {
            Memory last = versions.getLast();
            return new Cut(last, true, versions.size(), last.recordedAt().plusMillis(1));
        }

        int firstKept() {
            return goes ? last.version() + 1 : last.version();
        }
    }

    /**
     * The drops of one maintenance run. They are collected scope by scope and carried out together, because each
     * rewrite takes a pass over the log. For one thread.
     */
    public final class Sweep {
        private final Instant now;
        private final Map<Scope, Instant> reached = new LinkedHashMap<>();
        private final Map<MemoryId, Cut> cuts = new HashMap<>();
        private final Map<Scope, Map<MemoryId, Cut>> records = new HashMap<>();
        private long found;
        private long dropped;

        public Sweep(Instant now) {
            this.now = now;
        }

        /**
         * Collects the droppable history of a scope. O(memories read, and their versions).
         *
         * @param after the memory after which to continue, or null for the first one
         * @param isOver whether to stop; checked after a number of memories
         * @return the memory after which to continue if stopped, or null if all memories were read
         * @throws PolicyFailure if the host's retention function fails
         */
        @Nullable
        public MemoryId collect(Scope scope, @Nullable MemoryId after, BooleanSupplier isOver) {
            Retention wanted = wanted(scope);
            if (wanted.equals(Retention.FOREVER)) {
                return null;
            }
            Iterator<Memory> memories =
                    new IndexPages((last, limit) -> index.scan(scope, last == null ? after : last, limit));
            for (int looked = 1; memories.hasNext(); looked++) {
                Memory memory = memories.next();
                collect(scope, memory, wanted);
                if (looked % MEMORIES_PER_TIME_CHECK == 0 && memories.hasNext() && isOver.getAsBoolean()) {
                    return memory.id();
                }
            }
            return null;
        }

        private void collect(Scope scope, Memory memory, Retention wanted) {
            if (isRecord(memory)) {
                records.computeIfAbsent(scope, s -> new HashMap<>()).put(memory.id(), Cut.before(memory, 0));
            }
            Cut cut = hasNothingToDrop(memory) ? null : cut(memory, wanted, now);
            if (cut != null) {
                cuts.put(memory.id(), cut);
                reached.merge(scope, cut.horizon(), (one, other) -> one.isAfter(other) ? one : other);
                found += cut.dropped();
            }
            if (cuts.size() >= MOST_AT_ONCE) {
                carryOut();
            }
        }

        /**
         * Drops the collected history, if there is any. O(log).
         *
         * @return the number of versions dropped by this call and the calls before
         */
        public long carryOut() {
            if (!cuts.isEmpty()) {
                reached.forEach(horizons::advance);
                // The internal records of a scope are dropped only where other history is dropped.
                reached.keySet().forEach(scope -> cuts.putAll(records.getOrDefault(scope, Map.of())));
                drop(cuts);
                dropped += found;
                found = 0;
                cuts.clear();
                reached.clear();
                records.clear();
            }
            return dropped;
        }
    }

    private Retention wanted(Scope scope) {
        try {
            return Arguments.present(retention.apply(scope), "the retention of scope " + scope);
        } catch (RuntimeException | Error e) {
            throw new PolicyFailure(e);
        }
    }

    /** Whether a memory is an internal record, such as the watermark, of which only the latest version matters. */
    private static boolean isRecord(Memory memory) {
        return memory.kind().equals(Kind.RECORD) && memory.status() == Status.ACTIVE && memory.version() > 1;
    }

    /**
     * Internal records alone cause no drop: a drop would advance the watermark and so make another version of a record.
     */
    private static boolean hasNothingToDrop(Memory memory) {
        return memory.version() == 1 || memory.kind().equals(Kind.RECORD);
    }

    private @Nullable Cut cut(Memory present, Retention wanted, Instant now) {
        List<Memory> versions = index.history(present.id());
        return goes(present, wanted, now) ? Cut.of(versions) : cut(versions, wanted, now);
    }

    private boolean goes(Memory present, Retention wanted, Instant now) {
        return present.status() == Status.FORGOTTEN
                && !present.recordedAt().isAfter(before(wanted.forgotten(), now))
                && index.referring(null, present.id(), Integer.MAX_VALUE, ReadTime.present(now)).stream()
                        .allMatch(HistoryCompaction::isForgotten)
                && !replaces(present, now);
    }

    /** Whether facts in use would be valid again without a fact that a policy has forgotten. */
    private boolean replaces(Memory forgotten, Instant now) {
        FactKey key = FactKey.of(forgotten.observation());
        return key != null
                && KeyedFact.of(forgotten) != null
                && index.facts(null, key, ReadTime.present(now)).stream()
                        .anyMatch(fact -> fact.scope().equals(forgotten.scope()) && !isForgotten(fact));
    }

    private static boolean isForgotten(Memory memory) {
        return memory.status() == Status.FORGOTTEN || memory.status() == Status.ERASED;
    }

    private static @Nullable Cut cut(List<Memory> versions, Retention wanted, Instant now) {
        int first = Math.max(firstByAge(versions, wanted, now), versions.size() - wanted.versions());
        // A commit may hold several versions of a memory. A checkpoint stands for the last of them.
        while (first < versions.size() - 1
                && versions.get(first).sequence() == versions.get(first + 1).sequence()) {
            first++;
        }
        if (first <= 0) {
            return null;
        }
        return Cut.before(versions.get(first), first);
    }

    /**
     * The version that was current at the cut-off time. Later versions are younger; earlier ones were replaced before
     * it.
     */
    private static int firstByAge(List<Memory> versions, Retention wanted, Instant now) {
        Instant horizon = before(wanted.age(), now);
        int first = 0;
        while (first < versions.size() - 1
                && !versions.get(first + 1).recordedAt().isAfter(horizon)) {
            first++;
        }
        return first;
    }

    private static Instant before(Duration age, Instant now) {
        try {
            return now.minus(age);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MIN; // before the earliest instant: nothing is too old
        }
    }

    private void drop(Map<MemoryId, Cut> cuts) {
        dropping.lock();
        try {
            log.rewrite(commit -> rewritten(commit, cuts));
            publisher.awaitIndexed(cuts.values().stream()
                    .mapToLong(cut -> cut.last().sequence())
                    .max()
                    .orElseThrow());
            Map<MemoryId, Integer> firstKept = new HashMap<>();
            cuts.forEach((id, cut) -> firstKept.put(id, cut.firstKept()));
            indexMaintenance.dropHistory(firstKept);
        } finally {
            dropping.unlock();
        }
        cuts.keySet().stream().filter(id -> index.get(id).isEmpty()).forEach(usage::remove);
    }

    private static List<MemoryOp> rewritten(Commit commit, Map<MemoryId, Cut> cuts) {
        List<MemoryOp> operations = commit.operations();
        List<MemoryOp> kept = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < operations.size(); i++) {
            MemoryOp op = operations.get(i);
            Cut cut = cut(op, commit, cuts);
            if (cut == null) {
                kept.add(op);
            } else {
                changed = true;
                if (!cut.goes() && commit.sequence() == cut.last().sequence() && isLast(i, operations)) {
                    kept.add(MemoryOp.Restore.of(
                            cut.last(), cut.last().version(), cut.last().cause()));
                }
            }
        }
        return changed ? kept : operations;
    }

    /** The cut that drops an operation, or null if the operation is kept. */
    private static @Nullable Cut cut(MemoryOp op, Commit commit, Map<MemoryId, Cut> cuts) {
        Cut cut = op instanceof MemoryOp.Erase ? null : cuts.get(op.id());
        if (cut == null || op instanceof MemoryOp.Use) {
            return cut == null || !cut.goes() ? null : cut;
        }
        return commit.sequence() > cut.last().sequence() ? null : cut;
    }

    /** Whether no later operation of the commit makes a version of the same memory. */
    private static boolean isLast(int place, List<MemoryOp> operations) {
        MemoryId id = operations.get(place).id();
        return operations.subList(place + 1, operations.size()).stream()
                .noneMatch(later -> later.id().equals(id) && !(later instanceof MemoryOp.Use));
    }
}
