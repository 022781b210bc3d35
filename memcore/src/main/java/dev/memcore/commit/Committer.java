package dev.memcore.commit;

import dev.memcore.api.Memory;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.component.StoreComponents;
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

/** The one way into the log: what a caller plans is folded, appended as one commit, and made visible. */
public final class Committer {
    /** How often {@link #retry} runs an attempt. */
    private static final int MOST_ATTEMPTS = 20;

    // One commit, in order:
    //  1. While the index is behind, writers wait: before they hold anything that others need.
    //  2. The stripes of all memories and idempotency keys concerned are locked. Until they are released nobody else
    //     changes these, so what the index holds of them is what the operations meet in the log, too.
    //  3. The plan folds its operations. What does not fit fails here: nothing has been written.
    //  4. The log appends, and gives the commit its sequence and its moment. When the commit is durable, the log's
    // thread publishes the versions to the index and the
    //     windows, one commit after another; then the append returns, and the stripes are released.
    // Writers of different memories meet in the log only, where one sync serves them all.

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    /** The earliest moment that a commit can have. */
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
    private final StripedLocks locks = new StripedLocks();

    /** The latest present that was told, in milliseconds: recorded time never goes back, whatever the clock does. */
    private final AtomicLong latest;

    private volatile long published;

    /**
     * The outcome of a plan.
     *
     * @param versions what it gave, as it now stands
     * @param commit null: there was nothing to do
     */
    public record Committed(List<Memory> versions, @Nullable Commit commit) {
        /** The commit's sequence; 0: there was nothing to do. */
        public long sequence() {
            return commit == null ? 0 : commit.sequence();
        }
    }

    /**
     * The way into the log.
     *
     * @param windows is given the versions of each commit after the index
     * @param uses is given each commit after the windows
     * @param changes is given what each commit of this store's own changes, once it is published, on the writer's thread
     * @param gate is told if a commit cannot be published
     */
    public Committer(
            StoreComponents parts,
            Consumer<List<Memory>> windows,
            Consumer<Commit> uses,
            Consumer<List<CommitBuilder.Change>> changes,
            CallGate gate) {
        this.log = parts.log();
        this.index = parts.index();
        this.publisher = parts.index();
        this.windows = windows;
        this.uses = uses;
        this.changes = changes;
        this.limits = parts.limits();
        this.clock = parts.clock();
        this.gate = gate;
        this.published = log.lastSequence();
        this.latest = new AtomicLong(
                published == 0 ? Long.MIN_VALUE : log.lastRecordedAt().toEpochMilli());
    }

    /** The last commit that readers see. */
    public long published() {
        return published;
    }

    /** The present, in recorded time: not before any commit that readers see, nor before any present that was told. */
    public Instant now() {
        return Instant.ofEpochMilli(latest.accumulateAndGet(clock.instant().toEpochMilli(), Math::max));
    }

    /**
     * How to read what is known now. Not before any commit that readers see: the log may stamp a commit a little later than the
     * clock, and what has just been acknowledged must be valid already.
     */
    public ReadTime present() {
        Instant last = Instant.ofEpochMilli(latest.get());
        Instant now = clock.instant();
        return ReadTime.present(now.isBefore(last) ? last : now);
    }

    /**
     * How to read what was known at a moment. A moment that has come is settled in the log first: all that is ever recorded
     * at or before it is then visible, so that a later reading for the same moment sees the same. Waits for commits under
     * way that have got such a moment.
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
     * Commits what a plan puts into a draft.
     *
     * @param visible what the writer may see, and so may change and add
     * @param keys all memories and {@linkplain CommitBuilder.ScopedKey keys} that the plan depends on; if it turns out to change
     *     others, this fails as {@link StaleReadException}
     * @param plan gives what it wants back, among it versions of the draft
     */
    public Committed commit(Predicate<Memory> visible, Collection<?> keys, Function<CommitBuilder, List<Memory>> plan) {
        publisher.awaitCapacity();
        try (StripedLocks.Held held = locks.lock(keys)) {
            gate.ensureSound();
            Instant now = now();
            CommitBuilder draft = CommitBuilder.ofNew(index, visible, now, limits);
            List<Memory> results = plan.apply(draft);
            requireLocked(draft, keys);
            if (draft.operations().isEmpty()) {
                return new Committed(results, null);
            }
            Commit commit = log.append(draft.operations(), now, durable -> publish(durable, draft));
            gate.ensureSound();
            changes.accept(draft.changes());
            return new Committed(
                    results.stream()
                            .map(version -> draft.stamped(version, commit))
                            .toList(),
                    commit);
        }
    }

    /** What is changed must be locked, or another writer could change it, too, from the same version. */
    private static void requireLocked(CommitBuilder draft, Collection<?> keys) {
        for (MemoryOp op : draft.operations()) {
            if (!(op instanceof MemoryOp.Add) && !keys.contains(op.id())) {
                throw new StaleReadException("memory " + op.id() + " came up meanwhile");
            }
        }
    }

    /** Commits what another store has committed, with its moment; the sequences must agree. */
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

    /** Commits what still makes sense of a commit from a log that has lost others. */
    public void salvage(Commit original, Consumer<MemoryOp> dropped) {
        publisher.awaitCapacity();
        gate.ensureSound();
        CommitBuilder draft = CommitBuilder.ofSalvaged(index, original, dropped);
        if (!draft.operations().isEmpty()) {
            copy(draft, original.recordedAt());
        }
    }

    private void copy(CommitBuilder draft, Instant at) {
        log.copy(draft.operations(), at, durable -> publish(durable, draft));
        gate.ensureSound();
    }

    // Runs on the log's thread, which must survive whatever happens here. Once a commit could not be published,
    // later ones must not be either: the index would have a hole.
    private void publish(Commit commit, CommitBuilder draft) {
        if (gate.failed()) {
            return;
        }
        try {
            List<Memory> versions = draft.versions().stream()
                    .map(version -> draft.stamped(version, commit))
                    .toList();
            // Before anybody sees the commit: its moment is then no moment of the future.
            latest.accumulateAndGet(commit.recordedAt().toEpochMilli(), Math::max);
            publisher.publish(commit.sequence(), versions);
            windows.accept(draft.departures(versions));
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
                            ErrorCode.CONFLICT, "others changed the same memories all the time: " + e.getMessage(), e);
                }
            }
        }
    }
}
