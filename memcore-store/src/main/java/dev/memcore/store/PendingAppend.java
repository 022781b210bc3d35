package dev.memcore.store;

import dev.memcore.api.MemoryOp;
import dev.memcore.io.Uninterruptibly;
import dev.memcore.spi.Commit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way from the thread that appends it to the log's thread. All that can be done without knowing its
 * sequence is done on the former: encoding, and the payload's part of the checksum.
 */
final class PendingAppend {
    private final CommitDraft draft;
    private final ByteWriter payload;
    private final CRC32C checksum;
    private final Thread waiter = Thread.currentThread();

    /** The one that came before, and how many wait up to here: owned by {@link Intake}. */
    @Nullable
    PendingAppend before;

    int depth;

    private @Nullable Commit commit;
    private @Nullable LogFailure failure;
    private volatile boolean done;

    private PendingAppend(CommitDraft draft, ByteWriter payload, CRC32C checksum) {
        this.draft = draft;
        this.payload = payload;
        this.checksum = checksum;
    }

    static PendingAppend of(CommitDraft draft, StoreId store) {
        ByteWriter payload = CommitEncoder.encode(draft.recordedAt().toEpochMilli(), draft.operations());
        CRC32C checksum = store.checksum();
        checksum.update(payload.bytes(), 0, payload.length());
        return new PendingAppend(draft, payload, checksum);
    }

    /** An append that is none: marks an end. */
    static PendingAppend marker() {
        return new PendingAppend(
                new CommitDraft(List.of(), Instant.EPOCH, commit -> {}), new ByteWriter(0), new CRC32C());
    }

    CommitDraft draft() {
        return draft;
    }

    ByteWriter payload() {
        return payload;
    }

    /** A checksum that has taken in the store's id and the payload. */
    CRC32C checksum() {
        return checksum;
    }

    /** Whether it holds a mark of erasure. */
    boolean erases() {
        return draft.operations().stream().anyMatch(MemoryOp.Erase.class::isInstance);
    }

    boolean done() {
        return done;
    }

    void complete(Commit result) {
        commit = result;
        done = true;
        LockSupport.unpark(waiter);
    }

    void fail(LogFailure why) {
        failure = why;
        done = true;
        LockSupport.unpark(waiter);
    }

    /** Waits for the result, whatever interrupts come; they are kept. */
    Commit await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        Uninterruptibly.restore(interrupted);
        if (commit == null) {
            throw failure == null ? LogFailure.closed() : failure.exception();
        }
        return commit;
    }
}
