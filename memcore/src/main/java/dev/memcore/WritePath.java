package dev.memcore;

import dev.memcore.api.Limits;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Observation;
import dev.memcore.api.Reader;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.spi.Commit;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;
import dev.memcore.spi.WriteStage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How anything changes: operations are checked, folded, appended to the log as one commit, and made visible. */
final class WritePath {
    // One write, in order:
    //  1. Arguments are checked and the stage is asked. No lock is held: a stage may take its time.
    //  2. While the index is behind, writers wait: before they hold anything that others need.
    //  3. The stripes of all memories and idempotency keys concerned are locked. Until they are released nobody else
    //     changes these, so what the index holds of them is what the operations meet in the log, too.
    //  4. The operations are folded. What does not fit fails here: nothing has been written.
    //  5. The log appends. When the commit is durable, the log's thread publishes the versions to the index and the
    //     windows, one commit after another; then the append returns, and the stripes are released.
    // Writers of different memories meet in the log only, where one sync serves them all.

    /** How far the id of a memory added by the host may lie ahead of the clock: later ids have to be greater still. */
    private static final Duration MAX_ID_LEAD = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(WritePath.class);

    private final MemoryLog log;
    private final MemoryIndex index;
    private final Consumer<List<Memory>> windows;
    private final WriteStage stage;
    private final IdSource ids;
    private final InstantSource clock;
    private final Limits limits;
    private final Gate gate;
    private final StripedLocks locks = new StripedLocks();
    private volatile long published;

    /**
     * The way to write to a store.
     *
     * @param windows is given the versions of each commit after the index
     * @param gate is told if a commit cannot be published
     */
    WritePath(Parts parts, Consumer<List<Memory>> windows, Gate gate) {
        this.log = parts.log();
        this.index = parts.index();
        this.windows = windows;
        this.stage = parts.stage();
        this.ids = parts.ids();
        this.clock = parts.clock();
        this.limits = parts.limits();
        this.gate = gate;
        this.published = log.lastSequence();
    }

    /** The last commit that readers see. */
    long published() {
        return published;
    }

    /** Remembers observations in one commit; repeats of idempotency keys change nothing. */
    List<Memory> remember(Reader reader, List<Observation> observations) {
        List<Observation> given = Arguments.allPresent(observations, "observations");
        limits.batch(given.size());
        given.forEach(limits::check);
        List<Proposal> proposals = proposals(reader.scope(), given);
        List<MemoryOp> operations =
                proposals.stream().flatMap(p -> p.operations().stream()).toList();
        operations.forEach(this::checkLimits);
        Set<Object> keys = lockKeys(operations);
        given.forEach(observation -> addKey(keys, reader.scope(), observation));
        return commit(reader, keys, draft -> draftAll(draft, reader.scope(), proposals));
    }

    /** Applies operations in one commit. */
    List<Memory> apply(Reader reader, List<MemoryOp> operations) {
        List<MemoryOp> given = Arguments.allPresent(operations, "operations");
        limits.batch(given.size());
        given.forEach(this::checkLimits);
        checkAddedIds(given);
        return commit(
                reader,
                lockKeys(given),
                draft -> given.stream().map(op -> draftOne(draft, op)).toList());
    }

    /** Forgets a memory; false: it was forgotten already. */
    boolean forget(Reader reader, MemoryOp.Forget forget) {
        List<Memory> forgotten = commit(reader, Set.of(forget.id()), draft -> {
            boolean already = draft.requireVisible(forget.id()).status() == Status.FORGOTTEN;
            return already ? List.of() : List.of(draft.apply(forget));
        });
        return !forgotten.isEmpty();
    }

    private List<Proposal> proposals(Scope scope, List<Observation> observations) {
        Instant now = clock.instant();
        Set<String> keys = new HashSet<>();
        List<Proposal> proposals = new ArrayList<>(observations.size());
        for (Observation observation : observations) {
            String key = observation.idempotencyKey();
            boolean repeat = key != null
                    && (!keys.add(key) || index.byIdempotencyKey(scope, key).isPresent());
            proposals.add(repeat ? Proposal.repeat(observation) : Proposal.of(stage, scope, observation, ids, now));
        }
        return proposals;
    }

    private static List<Memory> draftAll(Draft draft, Scope scope, List<Proposal> proposals) {
        List<MemoryId> kept = new ArrayList<>(proposals.size());
        for (Proposal proposal : proposals) {
            Memory before = draft.addedWith(scope, proposal.observation().idempotencyKey());
            if (before != null) {
                kept.add(before.id());
            } else {
                proposal.operations().forEach(op -> draftOne(draft, op));
                kept.add(proposal.raw().id());
            }
        }
        return kept.stream().map(draft::requireVisible).toList();
    }

    private static Memory draftOne(Draft draft, MemoryOp op) {
        if (op instanceof MemoryOp.Add add) {
            Memory before = draft.addedWith(add.scope(), add.observation().idempotencyKey());
            if (before != null) {
                return before;
            }
        }
        return draft.apply(op);
    }

    private List<Memory> commit(Reader reader, Set<?> keys, Function<Draft, List<Memory>> plan) {
        index.awaitCapacity();
        try (StripedLocks.Held held = locks.lock(keys)) {
            gate.ensureSound();
            Instant now = clock.instant();
            Draft draft = Draft.ofNew(index, reader::sees, now);
            List<Memory> results = plan.apply(draft);
            if (draft.operations().isEmpty()) {
                return results;
            }
            Commit commit = log.append(draft.operations(), now, durable -> publish(durable, draft.versions()));
            gate.ensureSound();
            return results.stream()
                    .map(version -> Draft.stamped(version, commit))
                    .toList();
        }
    }

    // Runs on the log's thread, which must survive whatever happens here. Once a commit could not be published,
    // later ones must not be either: the index would have a hole.
    private void publish(Commit commit, List<Memory> drafted) {
        if (gate.failed()) {
            return;
        }
        try {
            List<Memory> versions = drafted.stream()
                    .map(version -> Draft.stamped(version, commit))
                    .toList();
            index.publish(commit.sequence(), versions);
            windows.accept(versions);
            published = commit.sequence();
        } catch (Throwable e) {
            gate.fail(e);
            LOG.error(
                    "Commit {} is in the log, but could not be published; the store must be opened again",
                    commit.sequence(),
                    e);
        }
    }

    private static Set<Object> lockKeys(List<MemoryOp> operations) {
        Set<Object> keys = new HashSet<>();
        for (MemoryOp op : operations) {
            keys.add(op.id());
            if (op instanceof MemoryOp.Supersede supersede) {
                keys.add(supersede.by());
            } else if (op instanceof MemoryOp.Add add) {
                addKey(keys, add.scope(), add.observation());
            }
        }
        return keys;
    }

    private static void addKey(Set<Object> keys, Scope scope, Observation observation) {
        String key = observation.idempotencyKey();
        if (key != null) {
            keys.add(new Draft.ScopedKey(scope, key));
        }
    }

    private void checkLimits(MemoryOp op) {
        if (op instanceof MemoryOp.Add add) {
            limits.check(add.observation());
        } else if (op instanceof MemoryOp.Revise revise) {
            limits.text(revise.text());
        }
    }

    private void checkAddedIds(List<MemoryOp> operations) {
        long latest = clock.instant().plus(MAX_ID_LEAD).toEpochMilli();
        for (MemoryOp op : operations) {
            if (op instanceof MemoryOp.Add add && TimeSortedIds.millisOf(add.id()) > latest) {
                throw Arguments.invalid("the id " + add.id() + " lies more than " + MAX_ID_LEAD
                        + " ahead of the clock; all later ids would");
            }
        }
    }
}
