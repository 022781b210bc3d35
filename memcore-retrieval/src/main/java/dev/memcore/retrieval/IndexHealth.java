package dev.memcore.retrieval;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The state of the index: whether it can be read and written. State changes and reads of the refusal count need the
 * owner's lock. The other methods may be called by any thread.
 */
final class IndexHealth {
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    /** Why the index cannot be written now, or null. */
    private volatile @Nullable WriteStall stall;
    /** The number of failed attempts to write the index again. */
    private long refusals; // guarded by the owner's lock

    /** Throws if the index has failed or was closed. */
    void check() {
        Throwable cause = failure;
        if (cause != null) {
            throw MemoryException.of(
                    ErrorCode.INDEX_DAMAGED,
                    "the index failed and this store must be closed; the log is not concerned: the index will be built"
                            + " anew when it is opened again",
                    cause);
        }
        if (closed) {
            throw MemoryException.of(ErrorCode.CLOSED, "the index was closed");
        }
    }

    /** Returns why the index failed, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Returns why the index cannot be written now, or null. */
    @Nullable
    WriteStall stall() {
        return stall;
    }

    /** Whether the index has neither failed nor been closed. */
    boolean isSound() {
        return failure == null && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    void close() {
        closed = true;
    }

    /** Records that the index still cannot be written. */
    void refuse(WriteStall why) {
        stall = why;
        refusals++;
    }

    /** Records that the index can be written again. */
    void accept() {
        stall = null;
    }

    long refusals() {
        return refusals;
    }

    /** Throws if the index cannot be written. */
    void requireWritable() {
        WriteStall known = stall;
        if (known != null) {
            throw known.exception();
        }
    }

    /** Throws if the index cannot be written and another attempt has failed since the caller read {@link #refusals}. */
    void requireNoRefusalSince(long before) {
        WriteStall known = stall;
        if (known != null && refusals != before) {
            throw known.exception();
        }
    }

    /**
     * The reason why an undamaged index cannot be written now: the device is full, for example. Reads continue, and new
     * versions wait in memory until the index can be written again.
     *
     * @param code {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY} or {@link ErrorCode#IO_FAILED}
     */
    record WriteStall(ErrorCode code, Throwable cause) {
        MemoryException exception() {
            return MemoryException.of(
                    code,
                    "the index cannot be written (" + cause
                            + "); it is read as before, and written again when that is possible",
                    cause);
        }

        /** Whether a failure means that the index could not be written, and not that the index is damaged. */
        static boolean isCause(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (isDamage(cause)) {
                    return false;
                }
            }
            return failure instanceof IOException;
        }

        private static boolean isDamage(Throwable cause) {
            return cause instanceof CorruptIndexException
                    || cause instanceof IndexFormatTooOldException
                    || cause instanceof IndexFormatTooNewException
                    || cause instanceof IndexNotFoundException
                    || cause instanceof FileNotFoundException
                    || cause instanceof NoSuchFileException;
        }
    }
}
