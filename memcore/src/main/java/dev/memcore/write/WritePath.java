package dev.memcore.write;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.Committer;
import dev.memcore.commit.DerivationClosure;
import dev.memcore.commit.OperationChecks;
import dev.memcore.commit.OperationFold;
import dev.memcore.commit.StaleReadException;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import dev.memcore.spi.index.MemoryLookup;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Implements the writes of hosts: validates arguments, calls the write stage without holding a lock, and commits. */
public final class WritePath {
    private final MemoryLookup index;
    private final WriteStage stage;
    private final IdSource ids;
    private final InstantSource clock;
    private final Limits limits;
    private final OperationChecks checks;
    private final Committer committer;
    private final DerivationClosure derived;

    public WritePath(StoreComponents parts, Committer committer) {
        this.index = parts.index();
        this.stage = parts.stage();
        this.ids = parts.ids();
        this.clock = parts.clock();
        this.limits = parts.limits();
        this.checks = new OperationChecks(parts.limits(), parts.clock());
        this.committer = committer;
        this.derived = new DerivationClosure(parts.index());
    }

    /** Stores observations in one commit. A repeated idempotency key changes nothing. */
    public List<Memory> remember(Principal reader, List<Observation> observations) {
        List<Observation> given = Arguments.list(observations, "observations");
        limits.batch(given.size());
        given.forEach(checks::check);
        return Committer.retry(() -> rememberOnce(reader, given));
    }

    private List<Memory> rememberOnce(Principal reader, List<Observation> given) {
        long published = committer.published();
        List<Proposal> proposals = proposals(reader.scope(), given);
        List<MemoryOp> operations =
                proposals.stream().flatMap(p -> p.operations().stream()).toList();
        Set<Object> keys = lockKeys(operations);
        given.forEach(observation -> addKey(keys, reader.scope(), observation));
        return commit(reader, keys, builder -> {
            if (committer.published() == published) {
                // Nothing was committed since the keys were looked up, so keys that were not found then still do not
                // exist.
                proposals.stream()
                        .filter(p -> !p.operations().isEmpty())
                        .forEach(p -> builder.expectNew(
                                reader.scope(), p.observation().idempotencyKey()));
            }
            return draftAll(builder, reader.scope(), proposals);
        });
    }

    /** Applies operations in one commit. */
    public List<Memory> apply(Principal reader, List<MemoryOp> operations) {
        List<MemoryOp> given = Arguments.list(operations, "operations");
        checks.check(given, id -> false);
        return commit(
                reader,
                lockKeys(given),
                builder -> given.stream().map(op -> draftOne(builder, op)).toList());
    }

    /**
     * Forgets a memory and everything derived from it, in one commit.
     *
     * @return false if it was forgotten already
     */
    public boolean forget(Principal reader, MemoryOp.Forget forget) {
        return derived.withAll(Set.of(forget.id()), closure -> {
            Committer.Committed committed = committer.commit(
                    memory -> reader.sees(memory) || closure.contains(memory.id()),
                    closure,
                    builder -> forgetAll(builder, reader, forget, closure));
            return !committed.versions().isEmpty();
        });
    }

    private List<Memory> forgetAll(
            CommitBuilder builder, Principal reader, MemoryOp.Forget forget, Set<MemoryId> closure) {
        Memory first = builder.requireVisible(forget.id());
        if (!reader.sees(first) || first.status() == Status.ERASED) {
            throw OperationFold.notFound(forget.id());
        }
        if (first.status() == Status.FORGOTTEN) {
            return List.of();
        }
        derived.requireComplete(closure);
        List<Memory> forgotten = new ArrayList<>();
        for (MemoryId id : closure) {
            Memory memory = builder.requireVisible(id);
            if (memory.status() != Status.FORGOTTEN && memory.status() != Status.ERASED) {
                forgotten.add(builder.apply(new MemoryOp.Forget(id, forget.cause())));
            }
        }
        return forgotten;
    }

    private List<Memory> commit(Principal reader, Set<?> keys, Function<CommitBuilder, List<Memory>> plan) {
        return committer.commit(reader::sees, keys, plan).versions();
    }

    private List<Proposal> proposals(Scope scope, List<Observation> observations) {
        Instant now = clock.instant();
        Set<String> keys = new HashSet<>();
        List<Proposal> proposals = new ArrayList<>(observations.size());
        for (Observation observation : observations) {
            String key = observation.idempotencyKey();
            boolean repeat = key != null
                    && (!keys.add(key) || index.byIdempotencyKey(scope, key).isPresent());
            proposals.add(
                    repeat ? Proposal.repeat(observation) : Proposal.of(stage, checks, scope, observation, ids, now));
        }
        return proposals;
    }

    private static List<Memory> draftAll(CommitBuilder builder, Scope scope, List<Proposal> proposals) {
        List<MemoryId> kept = new ArrayList<>(proposals.size());
        for (Proposal proposal : proposals) {
            Memory before = builder.addedWith(scope, proposal.observation().idempotencyKey());
            if (before != null) {
                kept.add(before.id());
            } else if (proposal.operations().isEmpty()) {
                throw new StaleReadException("the memory of an idempotency key was erased");
            } else {
                proposal.operations().forEach(op -> draftOne(builder, op));
                kept.add(proposal.raw().id());
            }
        }
        return kept.stream().map(builder::requireVisible).toList();
    }

    private static Memory draftOne(CommitBuilder builder, MemoryOp op) {
        if (op instanceof MemoryOp.Add add) {
            Memory before = builder.addedWith(add.scope(), add.observation().idempotencyKey());
            return before != null ? before : builder.apply(op);
        }
        Memory before = builder.requireVisible(op.id());
        return OperationFold.changesNothing(op, before) ? before : builder.apply(op);
    }

    static Set<Object> lockKeys(List<MemoryOp> operations) {
        Set<Object> keys = new HashSet<>();
        for (MemoryOp op : operations) {
            keys.add(op.id());
            keys.addAll(op.references());
            if (op instanceof MemoryOp.Add add) {
                addKey(keys, add.scope(), add.observation());
            }
        }
        return keys;
    }

    private static void addKey(Set<Object> keys, Scope scope, Observation observation) {
        String key = observation.idempotencyKey();
        if (key != null) {
            keys.add(new CommitBuilder.ScopedKey(scope, key));
        }
    }

    /** Hands the store's ids to a write stage or a policy and records them. For one thread. */
    public static final class DrawnIds implements IdSource {
        private final IdSource ids;
        private final Set<MemoryId> drawn = new HashSet<>();

        public DrawnIds(IdSource ids) {
            this.ids = ids;
        }

        @Override
        public MemoryId next(Instant now) {
            MemoryId next = ids.next(now);
            drawn.add(next);
            return next;
        }

        @Override
        public void startAfter(MemoryId greatest) {
            ids.startAfter(greatest);
        }

        /** Whether this source generated the id. Such an id may be ahead of a clock that went back. */
        public boolean has(MemoryId id) {
            return drawn.contains(id);
        }
    }
}
