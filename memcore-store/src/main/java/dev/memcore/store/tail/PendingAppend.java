package dev.memcore.store.tail;

import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.store.append.AppendQueue;
import dev.memcore.store.bytes.ByteWriter;
import dev.memcore.store.bytes.StoreId;
import dev.memcore.store.codec.CommitDraft;
import dev.memcore.store.codec.CommitEncoder;
import dev.memcore.store.codec.CommitMoments;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way from the appending thread to the log's thread. The appending thread does all work that does not
 * need the sequence: it encodes the commit and computes the payload's part of the checksum. The log's thread determines
 * the recorded time. Usually that is the earliest possible time, for which the commit was encoded.
 */
public final class PendingAppend {
    /** The maximum number of bytes by which a number of variable length can grow. */
    private static final long MAX_GROWTH = 9;

    private final CommitDraft draft;
    private final StoreId store;
    private ByteWriter payload;
    private CRC32C checksum;
    private long moment;
    private final Thread waiter = Thread.currentThread();

    /**
     * The append that was added before this one, and the number of waiting appends up to this one. Owned by
     * {@link AppendQueue}.
     */
    @Nullable
    public PendingAppend before;

    public int depth;

    private @Nullable Commit commit;
    private @Nullable LogFailure failure;
    private volatile boolean done;

    private PendingAppend(CommitDraft draft, StoreId store) {
        this.draft = draft;
        this.store = store;
        this.moment = draft.recordedAt().toEpochMilli();
        this.payload = CommitEncoder.encode(moment, draft.operations());
        this.checksum = checksum(payload);
    }

    /** Encodes a commit. Fails with {@code LIMIT_EXCEEDED} if it could become larger than a frame may be. */
    public static PendingAppend of(CommitDraft draft, StoreId store) {
        PendingAppend append = new PendingAppend(draft, store);
        // The recorded time itself, and the differences of each operation's event time and creation time to it.
        long growth =
                draft.copied() ? 0 : MAX_GROWTH * (1 + 2L * draft.operations().size());
        ByteWriter.checkLength(append.payload.length() + growth);
        return append;
    }

    /** Creates a marker for the end of a queue. */
    public static PendingAppend marker() {
        return new PendingAppend(new CommitDraft(List.of(), Instant.EPOCH, true, commit -> {}), new StoreId(0, 0));
    }

    private CRC32C checksum(ByteWriter of) {
        CRC32C taken = store.checksum();
        taken.update(of.bytes(), 0, of.length());
        return taken;
    }

    /** Determines the recorded time. Called by the log's thread, in the order of the sequences. */
    public void record(CommitMoments moments) {
        long recorded = draft.moment(moments);
        if (recorded != moment) {
            moment = recorded;
            payload = CommitEncoder.encode(recorded, draft.operations());
            checksum = checksum(payload);
        }
    }

    /** The recorded time, in milliseconds. */
    public long moment() {
        return moment;
    }

    /** Returns the commit with its sequence. */
    public Commit commit(long sequence) {
        return draft.with(sequence, moment);
    }

    public Consumer<Commit> durable() {
        return draft.durable();
    }

    public ByteWriter payload() {
        return payload;
    }

    /** A checksum whose input so far is the store's id and the payload. */
    public CRC32C checksum() {
        return checksum;
    }

    /** Whether it holds an Erase operation. */
    boolean erases() {
        return draft.operations().stream().anyMatch(MemoryOp.Erase.class::isInstance);
    }

    public boolean done() {
        return done;
    }

    public void complete(Commit result) {
        commit = result;
        done = true;
        LockSupport.unpark(waiter);
    }

    public void fail(LogFailure why) {
        failure = why;
        done = true;
        LockSupport.unpark(waiter);
    }

    /** Waits for the result. Ignores interrupts, and keeps the interrupt flag. */
    public Commit await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (commit == null) {
            throw failure == null ? LogFailure.closed() : failure.exception();
        }
        return commit;
    }
}
