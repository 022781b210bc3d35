package dev.memcore;

import dev.memcore.api.CheckReport;
import dev.memcore.api.Erasure;
import dev.memcore.api.ErasureReceipt;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryFilter;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Reader;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Erases: decides what goes, puts the marks into the log as one commit, and has log and index drop the bytes. If a crash comes
 * between mark and bytes, opening the log completes the erasure.
 */
final class Eraser {

    private final MemoryLog log;
    private final MemoryIndex index;
    private final IdSource ids;
    private final Committer committer;
    private final Derived derived;
    private final RandomGenerator random;
    /** Whether bytes of erased memories may be left in the files: so, too, if opening could not remove them. */
    private volatile boolean unfinished = true;

    Eraser(Parts parts, Committer committer) {
        this.log = parts.log();
        this.index = parts.index();
        this.ids = parts.ids();
        this.committer = committer;
        this.derived = new Derived(parts.index());
        this.random = parts.nonces();
    }

    ErasureReceipt erase(Reader reader, Erasure request) {
        Set<MemoryId> targets = targets(reader, request);
        if (targets.isEmpty()) {
            return new ErasureReceipt(0, committer.now(), nonce(), List.of());
        }
        ErasureReceipt receipt = derived.withAll(targets, closure -> commit(reader, request, targets, closure));
        try {
            dropBytes();
        } catch (MemoryException e) {
            if (!Refusals.isRefusal(e)) {
                throw e;
            }
            throw new MemoryException(
                    e.code(),
                    "commit " + receipt.sequence() + " has erased " + receipt.entries().size() + " memories for all readers,"
                            + " but their bytes could not be removed from the files yet; the next maintenance or opening"
                            + " removes them. " + e.getMessage(),
                    e);
        }
        return receipt;
    }

    private void dropBytes() {
        unfinished = true;
        log.purge();
        index.expunge();
        unfinished = false;
    }

    /** Removes from the files what an erasure, or the opening of the store, could not remove because the device was full. */
    void finish() {
        if (unfinished) {
            dropBytes();
        }
    }

    /** Checks a receipt against log and index. */
    CheckReport verify(Reader reader, ErasureReceipt receipt) {
        return log.check().and(new ErasureCheck(log, index).check(reader, receipt));
    }

    private String nonce() {
        synchronized (random) {
            return ErasureSeal.nonce(random);
        }
    }

    private Set<MemoryId> targets(Reader reader, Erasure request) {
        MemoryFilter filter = request.filter();
        if (filter == null) {
            return request.ids();
        }
        Set<MemoryId> targets = new TreeSet<>();
        for (Scope scope : request.exactScope() ? List.of(reader.scope()) : visibleScopes(reader.scope())) {
            new Pages((after, limit) -> index.scan(scope, after, limit)).forEachRemaining(memory -> {
                if (memory.status() != Status.ERASED
                        && !isRecord(memory)
                        && reader.sees(memory)
                        && filter.accepts(memory)) {
                    targets.add(memory.id());
                }
            });
        }
        return targets;
    }

    private List<Scope> visibleScopes(Scope reader) {
        return index.scopes().stream().filter(scope -> scope.visibleTo(reader)).toList();
    }

    /** The store's own notes, which say nothing of memories' contents, and without which old moments would be read wrongly. */
    private static boolean isRecord(Memory memory) {
        return memory.kind().equals(Kind.RECORD);
    }

    private ErasureReceipt commit(Reader reader, Erasure request, Set<MemoryId> targets, Set<MemoryId> closure) {
        String nonce = nonce();
        List<Rederived> anew = new Rederivations(index, ids, committer).plan(reader, request, targets, closure);
        List<ErasureReceipt.Entry> entries = new ArrayList<>();
        Committer.Committed committed = committer.commit(
                memory -> reader.sees(memory) || closure.contains(memory.id()), lockKeys(closure), draft -> {
                    if (request.filter() == null) {
                        targets.forEach(id -> requireErasable(draft, reader, id));
                    }
                    derived.requireComplete(closure);
                    anew.forEach(made -> made.requireUnchanged(draft));
                    for (MemoryId id : closure) {
                        Memory memory = draft.requireVisible(id);
                        if (memory.status() != Status.ERASED) {
                            entries.add(erase(draft, memory, nonce, request));
                        }
                    }
                    return anew.stream().map(made -> draft.apply(made.add())).toList();
                });
        Instant at = committed.commit() == null
                ? committer.now()
                : committed.commit().recordedAt();
        return new ErasureReceipt(committed.sequence(), at, nonce, entries);
    }

    private static void requireErasable(Draft draft, Reader reader, MemoryId id) {
        Memory memory = draft.requireVisible(id);
        if (!reader.sees(memory) || memory.status() == Status.ERASED || isRecord(memory)) {
            throw OpFold.notFound(id);
        }
    }

    private Set<Object> lockKeys(Set<MemoryId> closure) {
        Set<Object> keys = new HashSet<>(closure);
        for (MemoryId id : closure) {
            index.get(id).ifPresent(memory -> {
                keys.addAll(memory.observation().derivedFrom());
                String key = memory.observation().idempotencyKey();
                if (key != null) {
                    keys.add(new Draft.ScopedKey(memory.scope(), key));
                }
            });
        }
        return keys;
    }

    private ErasureReceipt.Entry erase(Draft draft, Memory memory, String nonce, Erasure request) {
        String digest = ErasureSeal.digest(nonce, memory.id(), index.history(memory.id()));
        draft.apply(new MemoryOp.Erase(
                memory.id(), memory.scope(), memory.version(), ErasureSeal.seal(nonce, digest), request.cause()));
        return new ErasureReceipt.Entry(memory.id(), memory.version(), digest);
    }
}
