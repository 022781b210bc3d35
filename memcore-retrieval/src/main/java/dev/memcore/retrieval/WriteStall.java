package dev.memcore.retrieval;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;

/**
 * Why the index cannot be written now, although it is whole: the device is full, for example. It is read as before, and
 * what is new waits in memory until it can be written again.
 *
 * @param code {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY} or {@link ErrorCode#IO_FAILED}
 */
record WriteStall(ErrorCode code, Throwable cause) {
    MemoryException exception() {
        return new MemoryException(
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
