package dev.memcore;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryOp;
import dev.memcore.api.Retention;
import dev.memcore.api.Scope;
import dev.memcore.spi.Commit;
import dev.memcore.spi.MemoryIndex;
import dev.memcore.spi.MemoryLog;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drops the old versions that a scope's retention does not want: the horizon first, so that nobody reads what is about to go;
 * then the log, where the first version that stays becomes a checkpoint (its whole state in place of the operations that led to
 * it); then the index. Interrupted at any point, the next run completes it.
 */
final class Compaction {
    private static final int PAGE = 500;

    /** What is held at once: the states of so many memories. */
    private static final int MOST_AT_ONCE = 50_000;

    private final MemoryLog log;
    private final MemoryIndex index;
    private final Function<Scope, Retention> retention;
    private final Horizons horizons;

    Compaction(Parts parts, Horizons horizons) {
        this.log = parts.log();
        this.index = parts.index();
        this.retention = parts.retention();
        this.horizons = horizons;
    }

    /** What is to be dropped from one memory: all before the checkpoint. */
    private record Cut(Memory checkpoint, int dropped, Instant horizon) {}

    /**
     * Drops what may be dropped from a scope; O(scope), and a pass over the log if there is anything.
     *
     * @return how many versions were dropped
     */
    long run(Scope scope, Instant now) {
        Retention wanted = Arguments.present(retention.apply(scope), "the retention of scope " + scope);
        if (wanted.equals(Retention.FOREVER)) {
            return 0;
        }
        long dropped = 0;
        Map<MemoryId, Cut> cuts = new HashMap<>();
        List<Memory> page = index.scan(scope, null, PAGE);
        while (!page.isEmpty()) {
            for (Memory memory : page) {
                Cut cut = hasNothingToDrop(memory) ? null : cut(index.history(memory.id()), wanted, now);
                if (cut != null) {
                    cuts.put(memory.id(), cut);
                    dropped += cut.dropped();
                }
            }
            if (cuts.size() >= MOST_AT_ONCE) {
                carryOut(scope, cuts);
                cuts.clear();
            }
            page = index.scan(scope, page.getLast().id(), PAGE);
        }
        carryOut(scope, cuts);
        return dropped;
    }

    /** The store's own records are kept whole: cutting them would move the horizon, of which they tell. */
    private static boolean hasNothingToDrop(Memory memory) {
        return memory.version() == 1 || memory.kind().equals(Kind.RECORD);
    }

    private static @Nullable Cut cut(List<Memory> versions, Retention wanted, Instant now) {
        int first = Math.max(firstByAge(versions, wanted, now), versions.size() - wanted.versions());
        // A commit may hold several versions of a memory; a checkpoint stands for the last of them.
        while (first < versions.size() - 1
                && versions.get(first).sequence() == versions.get(first + 1).sequence()) {
            first++;
        }
        if (first <= 0) {
            return null;
        }
        Memory checkpoint = versions.get(first);
        return new Cut(checkpoint, first, checkpoint.recordedAt());
    }

    /** The version that stood at the horizon: what came after is younger, what came before was replaced longer ago. */
    private static int firstByAge(List<Memory> versions, Retention wanted, Instant now) {
        Instant horizon = horizon(wanted, now);
        int first = 0;
        while (first < versions.size() - 1
                && !versions.get(first + 1).recordedAt().isAfter(horizon)) {
            first++;
        }
        return first;
    }

    private static Instant horizon(Retention wanted, Instant now) {
        try {
            return now.minus(wanted.age());
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MIN; // longer than time itself: for ever
        }
    }

    private void carryOut(Scope scope, Map<MemoryId, Cut> cuts) {
        if (cuts.isEmpty()) {
            return;
        }
        horizons.advance(
                scope,
                cuts.values().stream().map(Cut::horizon).max(Instant::compareTo).orElseThrow());
        log.rewrite(commit -> rewritten(commit, cuts));
        Map<MemoryId, Integer> firstKept = new HashMap<>();
        cuts.forEach((id, cut) -> firstKept.put(id, cut.checkpoint().version()));
        index.dropHistory(firstKept);
    }

    private static List<MemoryOp> rewritten(Commit commit, Map<MemoryId, Cut> cuts) {
        List<MemoryOp> operations = commit.operations();
        List<MemoryOp> kept = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < operations.size(); i++) {
            MemoryOp op = operations.get(i);
            Memory checkpoint = checkpoint(op, commit, cuts);
            if (checkpoint == null) {
                kept.add(op);
            } else {
                changed = true;
                if (commit.sequence() == checkpoint.sequence() && isLast(i, operations)) {
                    kept.add(MemoryOp.Restore.of(checkpoint, checkpoint.version(), checkpoint.cause()));
                }
            }
        }
        return changed ? kept : operations;
    }

    /** The checkpoint that an operation led to, or null: the operation stays. */
    private static @Nullable Memory checkpoint(MemoryOp op, Commit commit, Map<MemoryId, Cut> cuts) {
        if (op instanceof MemoryOp.Use || op instanceof MemoryOp.Erase) {
            return null;
        }
        Cut cut = cuts.get(op.id());
        return cut == null || commit.sequence() > cut.checkpoint().sequence() ? null : cut.checkpoint();
    }

    /** Whether no later operation of a commit makes a version of the same memory. */
    private static boolean isLast(int place, List<MemoryOp> operations) {
        MemoryId id = operations.get(place).id();
        return operations.subList(place + 1, operations.size()).stream()
                .noneMatch(later -> later.id().equals(id) && !(later instanceof MemoryOp.Use));
    }
}
