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
 * A commit on its way from the thread that appends it to the log's thread. All that can be done without knowing its
 * sequence is done on the former: encoding, and the payload's part of the checksum. Its moment is known on the latter
 * only; most often it is the earliest one possible, for which it was encoded.
 */
public final class PendingAppend {
    /** By how much a number of variable length can grow. */
    private static final long MAX_GROWTH = 9;

    private final CommitDraft draft;
    private final StoreId store;
    private ByteWriter payload;
    private CRC32C checksum;
    private long moment;
    private final Thread waiter = Thread.currentThread();

    /** The one that came before, and how many wait up to here: owned by {@link AppendQueue}. */
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

    /** Encodes a commit; fails with LIMIT_EXCEEDED if it could become larger than a frame may be. */
    public static PendingAppend of(CommitDraft draft, StoreId store) {
        PendingAppend append = new PendingAppend(draft, store);
        // The moment itself, and the distances to it of each operation's event time and creation.
        long growth =
                draft.copied() ? 0 : MAX_GROWTH * (1 + 2L * draft.operations().size());
        ByteWriter.checkLength(append.payload.length() + growth);
        return append;
    }

    /** An append that is none: marks an end. */
    public static PendingAppend marker() {
        return new PendingAppend(new CommitDraft(List.of(), Instant.EPOCH, true, commit -> {}), new StoreId(0, 0));
    }

    private CRC32C checksum(ByteWriter of) {
        CRC32C taken = store.checksum();
        taken.update(of.bytes(), 0, of.length());
        return taken;
    }

    /** Gives it its moment. Called by the log's thread, in the order of the sequences. */
    public void record(CommitMoments moments) {
        long recorded = draft.moment(moments);
        if (recorded != moment) {
            moment = recorded;
            payload = CommitEncoder.encode(recorded, draft.operations());
            checksum = checksum(payload);
        }
    }

    /** When it is recorded, in milliseconds. */
    public long moment() {
        return moment;
    }

    /** The commit with its sequence. */
    public Commit commit(long sequence) {
        return draft.with(sequence, moment);
    }

    public Consumer<Commit> durable() {
        return draft.durable();
    }

    public ByteWriter payload() {
        return payload;
    }

    /** A checksum that has taken in the store's id and the payload. */
    public CRC32C checksum() {
        return checksum;
    }

    /** Whether it holds a mark of erasure. */
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

    /** Waits for the result, whatever interrupts come; they are kept. */
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
