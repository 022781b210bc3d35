package dev.memcore.cli.imports;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes foreign memories into a store, in batches of one scope and session. A batch that the store rejects is written
 * again one by one, so that one bad memory costs only itself. For one thread; no other thread writes into the store.
 */
final class StoreImport implements ForeignSink {
    private static final int BATCH = 500;
    private static final int BATCH_CHARS = 4_000_000;
    private static final Set<ErrorCode> OF_INPUT =
            EnumSet.of(ErrorCode.INVALID_ARGUMENT, ErrorCode.LIMIT_EXCEEDED, ErrorCode.CONFLICT);

    private final @Nullable MemoryManager store;
    private final Scope scope;
    private final ImportReport report;
    private final List<Pending> batch = new ArrayList<>();
    private int chars;
    private long lastSequence;

    private record Pending(String what, Scope scope, Observation observation) {
        boolean belongsWith(Pending other) {
            return scope.equals(other.scope) && String.valueOf(session()).equals(String.valueOf(other.session()));
        }

        @Nullable
        String session() {
            return observation.session();
        }
    }

    /**
     * An import.
     *
     * @param store the store; null: nothing is written, and what could be written is counted
     * @param scope the scope to write to; if it has no user, that of the file is taken
     */
    StoreImport(@Nullable MemoryManager store, Scope scope, ImportReport report) {
        this.store = store;
        this.scope = scope;
        this.report = report;
        this.lastSequence = store == null ? 0 : store.stats().lastSequence();
    }

    @Override
    public void offer(String what, Supplier<ForeignMemory> memory) {
        try {
            ForeignMemory read = memory.get();
            Scope target = scope.user() == null && read.user() != null ? scope.withUser(read.user()) : scope;
            if (target.user() == null) {
                reject(what, "the file names no user; give --user");
            } else {
                add(new Pending(what, target, read.observation()));
            }
        } catch (IllegalArgumentException e) {
            reject(what, String.valueOf(e.getMessage()));
        } catch (MemoryException e) {
            rejectUnlessBroken(what, e);
        }
    }

    private void add(Pending next) {
        if (!batch.isEmpty()
                && (batch.size() >= BATCH || chars >= BATCH_CHARS || !next.belongsWith(batch.getFirst()))) {
            flush();
        }
        batch.add(next);
        chars += next.observation().text().length();
    }

    @Override
    public void leaveOut(String what, String reason) {
        report.skipped(what, reason, false);
    }

    @Override
    public void reject(String what, String reason) {
        report.skipped(what, reason, true);
    }

    /** Writes what was offered and is not written yet. */
    void flush() {
        List<Pending> pending = List.copyOf(batch);
        batch.clear();
        chars = 0;
        if (pending.isEmpty()) {
            return;
        }
        if (store == null) {
            report.imported(pending.size());
            return;
        }
        try {
            write(store, pending);
        } catch (MemoryException e) {
            requireOfInput(e);
            pending.forEach(one -> writeAlone(store, one));
        }
    }

    private void writeAlone(MemoryManager target, Pending one) {
        try {
            write(target, List.of(one));
        } catch (MemoryException e) {
            rejectUnlessBroken(one.what(), e);
        }
    }

    private void write(MemoryManager target, List<Pending> pending) {
        MemorySpace space = target.space(pending.getFirst().scope());
        String session = pending.getFirst().session();
        List<Observation> observations =
                pending.stream().map(Pending::observation).toList();
        count(
                session == null
                        ? space.rememberAll(observations)
                        : space.session(session).addAll(observations));
    }

    /** A memory that the store had already is returned in a version of an earlier commit. */
    private void count(List<Memory> written) {
        long before = lastSequence;
        Set<MemoryId> fresh = new HashSet<>();
        for (Memory memory : written) {
            lastSequence = Math.max(lastSequence, memory.sequence());
            if (memory.sequence() > before) {
                fresh.add(memory.id());
            }
        }
        report.imported(fresh.size());
        report.known(written.size() - fresh.size());
    }

    private void rejectUnlessBroken(String what, MemoryException e) {
        requireOfInput(e);
        reject(what, String.valueOf(e.getMessage()));
    }

    /** Fails if the store itself has failed. */
    private static void requireOfInput(MemoryException e) {
        if (!OF_INPUT.contains(e.code())) {
            throw e;
        }
    }
}
