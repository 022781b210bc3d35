package dev.memcore.store;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryOp;
import dev.memcore.spi.Commit;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The arguments of an append: a commit that has no sequence yet. */
record CommitDraft(List<MemoryOp> operations, Instant recordedAt, Consumer<Commit> durable) {
    /** Checks what a caller gives. */
    static CommitDraft of(
            @Nullable List<MemoryOp> operations, @Nullable Instant recordedAt, @Nullable Consumer<Commit> durable) {
        if (operations == null || operations.stream().anyMatch(op -> op == null)) {
            throw invalid("operations must not be null, nor hold a null");
        }
        if (recordedAt == null || durable == null) {
            throw invalid("recordedAt and durable must not be null");
        }
        return new CommitDraft(List.copyOf(operations), Instant.ofEpochMilli(millis(recordedAt)), durable);
    }

    Commit withSequence(long sequence) {
        return new Commit(sequence, recordedAt, operations);
    }

    /** What a commit becomes by a rewriting, checked. */
    static List<MemoryOp> changed(Commit commit, Function<Commit, ? extends @Nullable List<MemoryOp>> change) {
        List<MemoryOp> operations = change.apply(commit);
        if (operations == null || operations.stream().anyMatch(op -> op == null)) {
            throw invalid("what commit " + commit.sequence() + " becomes must neither be null nor hold a null");
        }
        return operations;
    }

    /** Checks the argument of a rewriting. */
    static void checkChange(@Nullable Function<Commit, List<MemoryOp>> change) {
        if (change == null) {
            throw invalid("change must not be null");
        }
    }

    /** Checks the argument of a read. */
    static void checkFrom(long sequence) {
        if (sequence < 1) {
            throw invalid("fromSequence must be at least 1, but is " + sequence);
        }
    }

    private static long millis(Instant moment) {
        try {
            return moment.toEpochMilli();
        } catch (ArithmeticException e) {
            throw invalid("recordedAt must fit into a long of milliseconds, but is " + moment);
        }
    }

    private static MemoryException invalid(String message) {
        return new MemoryException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
