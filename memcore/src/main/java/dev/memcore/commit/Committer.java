package dev.memcore.commit;

import dev.memcore.api.Memory;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.component.StoreComponents;
import dev.memcore.observe.StoreHealth;
import dev.memcore.spi.index.IndexPublisher;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.MemoryLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits planned operations: folds them, appends them to the log as one commit, and publishes the commit to readers.
 * All writes go through this class.
 */
public final class Committer {
    /** The maximum number of times that {@link #retry} runs an attempt. */
    private static final int MOST_ATTEMPTS = 20;

    // The steps of a commit: 1. While the index is behind, the writer waits, before it holds any lock. 2. The writer
    // locks the stripes of all memories and idempotency keys concerned. Until it releases them no other writer changes
    // these memories, so the index holds their latest versions. 3. The plan folds its operations. An operation that
    // does not fit fails here, before anything is written. 4. The log appends the commit and assigns its sequence and
    // recorded time. When the commit is durable, the callback of the log publishes the versions to the index and the
    // windows, one commit after another. Then the append returns and the stripes are released. Writers of different
    // memories only share the log, where one sync serves all of them.

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /** The earliest recorded time that a commit can have. */
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);

    private final MemoryLog log;
    private final MemoryLookup index;
    private final IndexPublisher publisher;
    private final Consumer<List<Memory>> windows;
    private final Consumer<Commit> uses;
    private final Consumer<List<CommitBuilder.Change>> changes;
    private final Limits limits;
    private final InstantSource clock;
    private final CallGate gate;
    private final StoreHealth health;
    private final StripedLocks locks = new StripedLocks();

    /**
     * The latest time that was returned as the present, or that a published commit has, in milliseconds. The present
     * never goes back, even if the clock does.
     */
    private final AtomicLong latest;

    private volatile long published;
    /** Whether the last append failed. */
    private volatile boolean refused;

    /**
     * The outcome of a plan.
     *
     * @param versions the resulting versions
     * @param commit the commit, or null if there was nothing to do
     */
    public record Committed(List<Memory> versions, @Nullable Commit commit) {
        /** The commit's sequence, or 0 if there was nothing to do. */
        public long sequence() {
            return commit == null ? 0 : commit.sequence();
        }
    }

    /**
     * @param windows receives the versions of each commit after the index
     * @param uses receives each commit after the windows
     * @param changes receives the changes of each commit of this store after its publication, on the writer's thread
     * @param gate receives the failure if a commit cannot be published
     * @param health receives the outcome of each append
     */
    public Committer(
            StoreComponents parts,
            Consumer<List<Memory>> windows,
            Consumer<Commit> uses,
            Consumer<List<CommitBuilder.Change>> changes,
            CallGate gate,
            StoreHealth health) {
        this.log = parts.log();
        this.index = parts.index();
        this.publisher = parts.index();
        this.windows = windows;
        this.uses = uses;
        this.changes = changes;
        this.limits = parts.limits();
        this.clock = parts.clock();
        this.gate = gate;
        this.health = health;
        this.published = log.lastSequence();
        this.latest = new AtomicLong(
                published == 0 ? Long.MIN_VALUE : log.lastRecordedAt().toEpochMilli());
    }

    /** The sequence of the last commit that readers see. */
    public long published() {
        return published;
    }

    /**
     * The present in recorded time. It is not before any commit that readers see, and not before any present that was
     * returned.
     */
    public Instant now() {
        return Instant.ofEpochMilli(latest.accumulateAndGet(clock.instant().toEpochMilli(), Math::max));
    }

    /**
     * The read time for the latest state. It is not before any commit that readers see: the log may stamp a commit a
     * little later than the clock, and an acknowledged memory must already be valid.
     */
    public ReadTime present() {
        Instant last = Instant.ofEpochMilli(latest.get());
        Instant now = clock.instant();
        return ReadTime.present(now.isBefore(last) ? last : now);
    }

    /**
     * The read time for the state at a past moment. The log first settles that moment, so no later commit is recorded
     * at or before it, and repeated reads for the same moment see the same. Waits for running commits with such a
     * recorded time.
     */
    public ReadTime asOf(Instant moment) {
        if (moment.isAfter(now())) {
            return present();
        }
        if (!moment.isBefore(FIRST)) {
            log.settle(moment);
        }
        return ReadTime.asOf(moment);
    }

    /**
     * Commits the operations that a plan adds to a {@link CommitBuilder}.
     *
     * @param visible the memories that the writer may see, and therefore change and add
     * @param keys all memories and {@linkplain CommitBuilder.ScopedKey keys} that the plan depends on; if the plan
     *     changes others, this method throws {@link StaleReadException}
     * @param plan returns its result, which includes versions of the builder
     */
    public Committed commit(Predicate<Memory> visible, Collection<?> keys, Function<CommitBuilder, List<Memory>> plan) {
        publisher.awaitCapacity();
        try (StripedLocks.Held held = locks.lock(keys)) {
            gate.ensureSound();
            Instant now = now();
            CommitBuilder builder = CommitBuilder.ofNew(index, visible, now, limits);
            List<Memory> results = plan.apply(builder);
            requireLocked(builder, keys);
            if (builder.operations().isEmpty()) {
                return new Committed(results, null);
            }
            Commit commit = written(() -> log.append(builder.operations(), now, durable -> publish(durable, builder)));
            gate.ensureSound();
            changes.accept(builder.changes());
            return new Committed(
                    results.stream()
                            .map(version -> builder.stamped(version, commit))
                            .toList(),
                    commit);
        }
    }

    /** Every changed memory must be locked. Otherwise another writer could change it from the same version. */
    private static void requireLocked(CommitBuilder builder, Collection<?> keys) {
        for (MemoryOp op : builder.operations()) {
            if (!(op instanceof MemoryOp.Add) && !keys.contains(op.id())) {
                throw new StaleReadException("memory " + op.id() + " is not locked; it was found after locking");
            }
        }
    }

    /** Commits a commit of another store with its recorded time. The sequences must agree. */
    public void replay(Commit original) {
        publisher.awaitCapacity();
        gate.ensureSound();
        if (original.sequence() != log.lastSequence() + 1) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "commit " + original.sequence() + " cannot follow commit " + log.lastSequence()
                            + " of this store; commits are taken in by a store that is empty and not written to"
                            + " meanwhile");
        }
        copy(CommitBuilder.ofLogged(index, original), original.recordedAt());
    }

    /** Commits the operations of a commit that are still applicable, from a log that has lost others. */
    public void salvage(Commit original, Consumer<MemoryOp> dropped) {
        publisher.awaitCapacity();
        gate.ensureSound();
        CommitBuilder builder = CommitBuilder.ofSalvaged(index, original, dropped);
        if (!builder.operations().isEmpty()) {
            copy(builder, original.recordedAt());
        }
    }

    /** Runs an append, and records whether the device rejected it. */
    private Commit written(Supplier<Commit> append) {
        try {
            Commit commit = append.get();
            if (refused) {
                refused = false;
                health.written();
            }
            return commit;
        } catch (MemoryException e) {
            refused = true;
            health.notWritten(e);
            throw e;
        }
    }

    private void copy(CommitBuilder builder, Instant at) {
        Commit copied = written(() -> log.copy(builder.operations(), at, durable -> publish(durable, builder)));
        LOG.trace("copied commit {}", copied.sequence());
        gate.ensureSound();
    }

    // Runs as a callback of the log and must not throw. Once a commit could not be published, later commits are not
    // published either, because the index would then have a gap.
    private void publish(Commit commit, CommitBuilder builder) {
        if (gate.failed()) {
            return;
        }
        try {
            List<Memory> versions = builder.versions().stream()
                    .map(version -> builder.stamped(version, commit))
                    .toList();
            // Set before the commit is visible, so that its recorded time is never in a reader's future.
            latest.accumulateAndGet(commit.recordedAt().toEpochMilli(), Math::max);
            publisher.publish(commit.sequence(), versions);
            windows.accept(builder.departures(versions));
            uses.accept(commit);
            published = commit.sequence();
        } catch (Throwable e) {
            gate.fail(e);
            LOG.error(
                    "Commit {} is in the log, but could not be published; the store must be opened again",
                    commit.sequence(),
                    e);
        }
    }

    /** Runs an attempt, and runs it again if it read a version that another commit has replaced meanwhile. */
    public static <T> T retry(Supplier<T> attempt) {
        for (int i = 1; ; i++) {
            try {
                return attempt.get();
            } catch (StaleReadException e) {
                if (i == MOST_ATTEMPTS) {
                    throw MemoryException.of(
                            ErrorCode.CONFLICT,
                            "gave up because other writers kept changing the same memories: " + e.getMessage(),
                            e);
                }
            }
        }
    }
}
