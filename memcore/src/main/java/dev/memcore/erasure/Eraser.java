package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Principal;
import dev.memcore.api.Status;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.Committer;
import dev.memcore.commit.DerivationClosure;
import dev.memcore.commit.OperationFold;
import dev.memcore.commit.StripedLocks;
import dev.memcore.component.StorageRefusals;
import dev.memcore.component.StoreComponents;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.index.IndexMaintenance;
import dev.memcore.spi.index.MemoryLookup;
import dev.memcore.spi.log.CommitCursor;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.trigger.Triggers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Erases memories. Selects the memories, appends their tombstones to the log as one commit, and removes the bytes from
 * log and index. After a crash between tombstone and removal, opening the log completes the erasure.
 */
public final class Eraser {

    private final MemoryLog log;
    private final MemoryLookup index;
    private final IndexMaintenance indexMaintenance;
    private final IdSource ids;
    private final Committer committer;
    private final Triggers triggers;
    private final DerivationClosure derived;
    private final RandomGenerator random;
    /**
     * Whether the files may still hold bytes of erased memories. True at first, because opening may have failed to
     * remove some.
     */
    private volatile boolean unfinished = true;

    public Eraser(StoreComponents parts, Committer committer, Triggers triggers) {
        this.log = parts.log();
        this.index = parts.index();
        this.indexMaintenance = parts.index();
        this.ids = parts.ids();
        this.committer = committer;
        this.triggers = triggers;
        this.derived = new DerivationClosure(parts.index());
        this.random = parts.nonces();
    }

    /**
     * Erases the requested memories and everything derived from them: see {@link dev.memcore.api.MemorySpace#erase}.
     */
    public ErasureReceipt erase(Principal reader, Erasure request) {
        ErasureTargets meant = new ErasureTargets(index, reader, request);
        long seen = committer.published();
        Set<MemoryId> targets = request.ids().isEmpty() ? meant.find() : request.ids();
        if (targets.isEmpty()) {
            return nothing();
        }
        ErasureReceipt receipt = derived.withAll(
                targets, closure -> commit(new Planned(reader, request, meant, targets, closure, seen)));
        try {
            dropBytes();
        } catch (MemoryException e) {
            if (!StorageRefusals.isRefusal(e)) {
                throw e;
            }
            throw MemoryException.of(
                    e.code(),
                    "commit " + receipt.sequence() + " has erased "
                            + receipt.entries().size() + " memories for all readers, but their bytes could not be"
                            + " removed from the files yet; the next maintenance or opening"
                            + " removes them. " + e.getMessage(),
                    e);
        }
        if (meant.complete()) {
            triggers.emptied(meant::reaches);
        }
        return receipt;
    }

    /** Returns the receipt of an erasure that erases nothing. */
    public ErasureReceipt nothing() {
        return new ErasureReceipt(0, committer.now(), nonce(), List.of());
    }

    private void dropBytes() {
        unfinished = true;
        log.purge();
        indexMaintenance.expunge();
        unfinished = false;
    }

    /** Removes bytes that an erasure, or the opening of the store, could not remove because the device was full. */
    public void finish() {
        if (unfinished) {
            dropBytes();
        }
    }

    /** Checks a receipt against log and index. */
    public CheckReport verify(Principal reader, ErasureReceipt receipt) {
        return log.check().and(new ErasureCheck(log, index).check(reader, receipt));
    }

    private String nonce() {
        synchronized (random) {
            return ErasureSeal.nonce(random);
        }
    }

    /**
     * An erasure that is about to be committed.
     *
     * @param targets the selected memories
     * @param closure the targets and everything derived from them
     * @param seen the last commit that readers saw before the targets were selected
     */
    private record Planned(
            Principal reader,
            Erasure request,
            ErasureTargets meant,
            Set<MemoryId> targets,
            Set<MemoryId> closure,
            long seen) {}

    private ErasureReceipt commit(Planned plan) {
        String nonce = nonce();
        List<Rederived> anew = new Rederivations(index, ids, committer)
                .plan(plan.reader(), plan.request(), plan.targets(), plan.closure());
        Set<MemoryId> all = new LinkedHashSet<>(plan.closure());
        List<ErasureReceipt.Entry> entries = new ArrayList<>();
        Committer.Committed committed = committer.commit(
                memory -> plan.reader().sees(memory) || all.contains(memory.id()), lockKeys(plan), builder -> {
                    requireComplete(plan, builder, all);
                    anew.forEach(made -> made.requireUnchanged(builder));
                    for (MemoryId id : all) {
                        Memory memory = builder.present(id);
                        if (memory != null && memory.status() != Status.ERASED) {
                            entries.add(erase(builder, memory, nonce, plan.request()));
                        }
                    }
                    return anew.stream().map(made -> builder.apply(made.add())).toList();
                });
        Instant at = committed.commit() == null
                ? committer.now()
                : committed.commit().recordedAt();
        return new ErasureReceipt(committed.sequence(), at, nonce, entries);
    }

    /** Checks under the locks that no memory is missing from the erasure. */
    private void requireComplete(Planned plan, CommitBuilder builder, Set<MemoryId> all) {
        plan.request().ids().forEach(id -> requireErasable(builder, plan.reader(), id));
        if (plan.meant().complete()) {
            addLatest(plan, all);
        } else {
            derived.requireComplete(plan.closure());
        }
    }

    /**
     * Adds memories that were remembered after the targets were selected. No other writer is active, so the log has all
     * of them. In the log, derived memories come after their sources.
     */
    private void addLatest(Planned plan, Set<MemoryId> all) {
        if (plan.seen() == log.lastSequence()) {
            return;
        }
        ErasureTargets.NotCleared refused = new ErasureTargets.NotCleared(plan.reader());
        try (CommitCursor commits = log.read(plan.seen() + 1)) {
            while (commits.hasNext()) {
                for (MemoryOp op : commits.next().operations()) {
                    if (op instanceof MemoryOp.Add add) {
                        boolean reached = plan.meant().reaches(add.scope());
                        if (reached) {
                            refused.check(add.observation());
                        }
                        if (reached
                                || !Collections.disjoint(all, add.observation().derivedFrom())) {
                            all.add(add.id());
                        }
                    }
                }
            }
        }
        refused.raise();
    }

    private static void requireErasable(CommitBuilder builder, Principal reader, MemoryId id) {
        Memory memory = builder.requireVisible(id);
        if (!reader.sees(memory) || memory.status() == Status.ERASED || ErasureTargets.isStoresOwn(memory)) {
            throw OperationFold.notFound(id);
        }
    }

    /**
     * Erasing a complete scope excludes all other writers, because a new memory of the scope has no key that could be
     * locked.
     */
    private Collection<?> lockKeys(Planned plan) {
        return plan.meant().complete() ? StripedLocks.EVERY_KEY : lockKeys(plan.closure());
    }

    private Set<Object> lockKeys(Set<MemoryId> closure) {
        Set<Object> keys = new HashSet<>(closure);
        for (MemoryId id : closure) {
            index.get(id).ifPresent(memory -> {
                keys.addAll(memory.observation().derivedFrom());
                String key = memory.observation().idempotencyKey();
                if (key != null) {
                    keys.add(new CommitBuilder.ScopedKey(memory.scope(), key));
                }
            });
        }
        return keys;
    }

    private ErasureReceipt.Entry erase(CommitBuilder builder, Memory memory, String nonce, Erasure request) {
        String digest = ErasureSeal.digest(nonce, memory.id(), index.history(memory.id()));
        builder.apply(new MemoryOp.Erase(
                memory.id(), memory.scope(), memory.version(), ErasureSeal.seal(nonce, digest), request.cause()));
        return new ErasureReceipt.Entry(memory.id(), memory.version(), digest);
    }
}
