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

/** Whether the index can be read and written. Changed by one thread at a time, under the lock of its owner; {@link #check} by any thread. */
final class IndexHealth {
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    /** Why the index cannot be written now, or null. */
    private volatile @Nullable WriteStall stall;
    /** How many attempts to write it again have failed. */
    private long refusals; // guarded by the owner's lock

    /** Fails if the index has failed or was closed. */
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

    /** Neither failed nor closed. */
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

    /** The index still cannot be written. */
    void refuse(WriteStall why) {
        stall = why;
        refusals++;
    }

    /** The index can be written again. */
    void accept() {
        stall = null;
    }

    long refusals() {
        return refusals;
    }

    /** Fails if the index cannot be written. */
    void requireWritable() {
        WriteStall known = stall;
        if (known != null) {
            throw known.exception();
        }
    }

    /** Fails if the index cannot be written, and another attempt has failed since there were so many. */
    void requireNoRefusalSince(long before) {
        WriteStall known = stall;
        if (known != null && refusals != before) {
            throw known.exception();
        }
    }

    /**
     * Why the index cannot be written now, although it is whole: the device is full, for example. It is read as before, and
     * what is new waits in memory until it can be written again.
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

        /** Whether a failure says that the index could not be written, rather than that something is wrong with it. */
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
