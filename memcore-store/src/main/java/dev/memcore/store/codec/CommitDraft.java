package dev.memcore.store.codec;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an append: a commit without a sequence.
 *
 * @param recordedAt the recorded time of a copied commit; otherwise the earliest recorded time that the commit may get
 * @param copied whether the commit keeps that time
 * @param durable called with the commit once it is durable
 */
public record CommitDraft(List<MemoryOp> operations, Instant recordedAt, boolean copied, Consumer<Commit> durable) {
    /** Checks the arguments of a caller. */
    public static CommitDraft of(
            @Nullable List<MemoryOp> operations,
            @Nullable Instant recordedAt,
            boolean copied,
            @Nullable Consumer<Commit> durable) {
        if (operations == null || operations.stream().anyMatch(op -> op == null)) {
            throw invalid("operations must not be null, nor hold a null");
        }
        if (recordedAt == null || durable == null) {
            throw invalid("the moment and durable must not be null");
        }
        return new CommitDraft(List.copyOf(operations), Instant.ofEpochMilli(millis(recordedAt)), copied, durable);
    }

    /** Determines the recorded time, in milliseconds. Must be called in the order of the sequences. */
    public long moment(CommitMoments moments) {
        long wanted = recordedAt.toEpochMilli();
        if (copied) {
            moments.copied(wanted);
            return wanted;
        }
        return moments.next(wanted);
    }

    public Commit with(long sequence, long moment) {
        return new Commit(sequence, Instant.ofEpochMilli(moment), operations);
    }

    /** Returns the new operations of a commit in a rewrite, after checking them. */
    public static List<MemoryOp> changed(Commit commit, Function<Commit, ? extends @Nullable List<MemoryOp>> change) {
        List<MemoryOp> operations = change.apply(commit);
        if (operations == null || operations.stream().anyMatch(op -> op == null)) {
            throw invalid("the new operations of commit " + commit.sequence() + " must not be null or contain null");
        }
        return operations;
    }

    /** Checks the argument of a rewrite. */
    public static void checkChange(@Nullable Function<Commit, List<MemoryOp>> change) {
        if (change == null) {
            throw invalid("change must not be null");
        }
    }

    /** Checks the argument of a read. */
    public static void checkFrom(long sequence) {
        if (sequence < 1) {
            throw invalid("fromSequence must be at least 1, but is " + sequence);
        }
    }

    /** Checks the argument of {@link dev.memcore.spi.log.MemoryLog#settle} and returns it in milliseconds. */
    public static long settled(@Nullable Instant moment) {
        if (moment == null) {
            throw invalid("the moment must not be null");
        }
        return millis(moment);
    }

    private static long millis(Instant moment) {
        try {
            return moment.toEpochMilli();
        } catch (ArithmeticException e) {
            throw invalid("the moment must fit into a long of milliseconds, but is " + moment);
        }
    }

    private static MemoryException invalid(String message) {
        return MemoryException.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
