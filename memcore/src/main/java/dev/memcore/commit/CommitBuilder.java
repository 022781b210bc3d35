package dev.memcore.commit;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.config.Limits;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.log.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the operations of one commit and the versions that they make. Each operation is folded over the state of the
 * index and the operations before it. Nothing outside of the builder changes. For one thread, which must hold the locks
 * of all memories and keys concerned.
 */
public final class CommitBuilder {
    /** The sequence of versions that are not in the log yet. */
    private static final long UNCOMMITTED = 0;

    private final MemoryLookup index;
    private final Predicate<Memory> visible;
    private final OperationFold fold;
    private final boolean logged;
    private final List<MemoryOp> operations = new ArrayList<>();
    private final List<Memory> versions = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<MemoryId, Memory> changed = new HashMap<>();
    /**
     * Memories that were read from the index. Locked memories do not change meanwhile. For all others, the state at any
     * moment will do.
     */
    private final Map<MemoryId, Optional<Memory>> read = new HashMap<>();

    private final Map<ScopedKey, MemoryId> keys = new HashMap<>();
    /** Keys of which the caller knows that no memory has them. */
    private final Set<ScopedKey> newKeys = new HashSet<>();

    private final IdentityHashMap<Memory, Memory> stamped = new IdentityHashMap<>();
    private final Map<MemoryId, Memory> erased = new HashMap<>();
    /**
     * The memories that this commit creates. The recorded time of the commit becomes their creation time, and is known
     * only when the log has assigned it.
     */
    private final Set<MemoryId> created = new HashSet<>();

    /** An idempotency key with its scope, because keys are unique only within a scope. */
    public record ScopedKey(Scope scope, String key) {}

    /** The change that an operation makes. {@code before} is null if the memory is new. */
    public record Change(MemoryOp op, @Nullable Memory before, Memory after) {}

    private CommitBuilder(MemoryLookup index, Predicate<Memory> visible, OperationFold fold, boolean logged) {
        this.index = index;
        this.visible = visible;
        this.fold = fold;
        this.logged = logged;
    }

    /**
     * Returns a builder for a commit that is not in the log yet.
     *
     * @param visible the memories that the writer may see, and may therefore change and add
     */
    static CommitBuilder ofNew(MemoryLookup index, Predicate<Memory> visible, Instant now, Limits limits) {
        return new CommitBuilder(index, visible, OperationFold.ofNew(now, UNCOMMITTED, limits), false);
    }

    /** Returns a builder with the operations of a commit that is in the log, folded again. */
    public static CommitBuilder ofLogged(MemoryLookup index, Commit commit) {
        CommitBuilder builder = new CommitBuilder(
                index, memory -> true, new OperationFold(commit.recordedAt(), commit.sequence(), true), true);
        commit.operations().forEach(builder::replay);
        return builder;
    }

    /**
     * Returns a builder with those operations of a commit that still apply, from a log that has lost others.
     *
     * @param dropped receives the operations that do not apply
     */
    static CommitBuilder ofSalvaged(MemoryLookup index, Commit commit, Consumer<MemoryOp> dropped) {
        CommitBuilder builder = new CommitBuilder(
                index, memory -> true, new OperationFold(commit.recordedAt(), UNCOMMITTED, true), true);
        for (MemoryOp op : commit.operations()) {
            try {
                builder.replay(op);
            } catch (MemoryException e) {
                dropped.accept(op);
            }
        }
        return builder;
    }

    private void replay(MemoryOp op) {
        if (op instanceof MemoryOp.Use use) {
            use(use);
        } else {
            apply(op);
        }
    }

    /**
     * Adds an operation.
     *
     * @return the version that it makes
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} or {@link ErrorCode#CONFLICT} if the operation does not fit
     */
    public Memory apply(MemoryOp proposed) {
        if (!logged) {
            referred(proposed).forEach(this::requireVisible);
        }
        Memory before = present(proposed.id());
        Memory next = fold.apply(proposed, id -> id.equals(proposed.id()) ? before : present(id));
        MemoryOp op = logged || isCreatedHere(proposed) ? proposed : dated(proposed, next.createdAt());
        changes.add(new Change(op, before, next));
        if (before != null && op instanceof MemoryOp.Erase) {
            erased.put(next.id(), before);
        }
        if (op instanceof MemoryOp.Add add) {
            if (add.createdAt() == null) {
                created.add(add.id());
            }
            requireWritable(next);
            requireSources(next);
            String key = add.observation().idempotencyKey();
            if (key != null) {
                keys.put(new ScopedKey(add.scope(), key), add.id());
            }
        }
        operations.add(op);
        versions.add(next);
        changed.put(next.id(), next);
        return next;
    }

    /**
     * Whether this commit's recorded time is the creation time of an operation's memory. This also holds for a new
     * memory that is derived from such a memory.
     */
    private boolean isCreatedHere(MemoryOp op) {
        return op instanceof MemoryOp.Add add
                ? add.observation().derivedFrom().isEmpty()
                        || add.observation().derivedFrom().stream().anyMatch(created::contains)
                : created.contains(op.id());
    }

    /**
     * Returns the operation with the creation time, if that time follows from versions or sources that the log may
     * lose.
     */
    private static MemoryOp dated(MemoryOp op, Instant createdAt) {
        return switch (op) {
            case MemoryOp.Add add -> new MemoryOp.Add(add.id(), add.scope(), add.observation(), createdAt, add.cause());
            case MemoryOp.Restore restore ->
                new MemoryOp.Restore(
                        restore.id(),
                        restore.scope(),
                        restore.version(),
                        restore.status(),
                        restore.supersededBy(),
                        restore.observation(),
                        restore.links(),
                        createdAt,
                        restore.cause());
            case MemoryOp.Erase erase ->
                new MemoryOp.Erase(
                        erase.id(), erase.scope(), erase.versions(), erase.digest(), createdAt, erase.cause());
            case MemoryOp.Revise revise -> op;
            case MemoryOp.Supersede supersede -> op;
            case MemoryOp.Forget forget -> op;
            case MemoryOp.Move move -> op;
            case MemoryOp.Adjust adjust -> op;
            case MemoryOp.SetSearchKeys change -> op;
            case MemoryOp.SetAttributes change -> op;
            case MemoryOp.SetExpiry change -> op;
            case MemoryOp.SetValidity change -> op;
            case MemoryOp.SetEventTime change -> op;
            case MemoryOp.Quarantine quarantine -> op;
            case MemoryOp.Release release -> op;
            case MemoryOp.AddLink add -> op;
            case MemoryOp.RemoveLink remove -> op;
            case MemoryOp.Use use -> op;
        };
    }

    /** Adds an operation that makes no version. */
    public void use(MemoryOp.Use use) {
        operations.add(use);
    }

    /** The memories that must exist and be visible, because an operation refers to them. */
    private static List<MemoryId> referred(MemoryOp op) {
        if (op instanceof MemoryOp.Add) {
            return List.of(); // the memory is new, and requireSources checks its sources
        }
        List<MemoryId> referred = new ArrayList<>();
        referred.add(op.id());
        referred.addAll(op.references());
        return referred;
    }

    /** The present version of a memory, with the changes of this builder, or null if there is none. */
    @Nullable
    public Memory present(MemoryId id) {
        Memory mine = changed.get(id);
        return mine != null ? mine : read.computeIfAbsent(id, index::get).orElse(null);
    }

    /**
     * Returns the present version of a memory that the writer sees, whatever its status.
     *
     * @throws MemoryException {@link ErrorCode#NOT_FOUND} if there is none
     */
    public Memory requireVisible(MemoryId id) {
        Memory memory = present(id);
        if (memory == null || !visible.test(memory)) {
            throw OperationFold.notFound(id);
        }
        return memory;
    }

    /**
     * Returns the memory that was added with an idempotency key, or null if the key is not in use.
     *
     * @throws MemoryException {@link ErrorCode#CONFLICT} if the writer may not see the memory
     */
    @Nullable
    public Memory addedWith(Scope scope, @Nullable String key) {
        if (key == null) {
            return null;
        }
        ScopedKey scoped = new ScopedKey(scope, key);
        MemoryId mine = keys.get(scoped);
        if (mine == null && newKeys.contains(scoped)) {
            return null;
        }
        Memory memory = mine != null
                ? present(mine)
                : index.byIdempotencyKey(scope, key).orElse(null);
        if (memory != null && !visible.test(memory)) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT, "the idempotency key belongs to a memory that this reader may not see");
        }
        return memory;
    }

    /** Declares that the index has no memory with this idempotency key, so that it is not looked up again. */
    public void expectNew(Scope scope, @Nullable String key) {
        if (key != null) {
            newKeys.add(new ScopedKey(scope, key));
        }
    }

    /** The operations so far. */
    List<MemoryOp> operations() {
        return operations;
    }

    /** The changes that the operations make, in the same order. */
    List<Change> changes() {
        return changes;
    }

    /** The versions that the operations make, in the same order. */
    public List<Memory> versions() {
        return versions;
    }

    /**
     * Returns the versions as the windows of sessions need them. An erased memory keeps its session in this form, so
     * that it can be removed from the window of that session.
     */
    List<Memory> departures(List<Memory> stamped) {
        return stamped.stream()
                .map(version -> {
                    Memory before = version.status() == Status.ERASED ? erased.get(version.id()) : null;
                    return before == null ? version : withStatus(before, Status.ERASED);
                })
                .toList();
    }

    private static Memory withStatus(Memory memory, Status status) {
        return memory.toBuilder().status(status).build();
    }

    /**
     * Returns the version with the sequence and the recorded time of its commit. A version that is already in the log
     * is returned unchanged. Each version is stamped once, by the callback of the log, before the append returns to the
     * writer.
     */
    Memory stamped(Memory version, Commit commit) {
        return version.sequence() != UNCOMMITTED
                ? version
                : stamped.computeIfAbsent(version, unstamped -> stamp(unstamped, commit));
    }

    private Memory stamp(Memory version, Commit commit) {
        // The fold ensures that no version is older than the one before. The commit can be later still.
        Instant recordedAt =
                version.recordedAt().isAfter(commit.recordedAt()) ? version.recordedAt() : commit.recordedAt();
        return version.toBuilder()
                .sequence(commit.sequence())
                .createdAt(created.contains(version.id()) ? commit.recordedAt() : version.createdAt())
                .recordedAt(recordedAt)
                .build();
    }

    /** A derived memory must name sources that exist, so that it is found when they are forgotten or erased. */
    private void requireSources(Memory added) {
        if (logged) {
            return;
        }
        for (MemoryId source : added.observation().derivedFrom()) {
            Memory memory = requireVisible(source);
            if (!memory.scope().tenant().equals(added.scope().tenant())) {
                throw OperationFold.notFound(source);
            }
            if (memory.status() == Status.ERASED) {
                throw MemoryException.of(
                        ErrorCode.CONFLICT, "memory " + source + " was erased; nothing may be derived from it");
            }
        }
    }

    private void requireWritable(Memory added) {
        if (!visible.test(added)) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "this reader may not write to scope " + added.scope() + " with labels "
                            + added.observation().labels() + ", because it could not read it");
        }
    }
}
