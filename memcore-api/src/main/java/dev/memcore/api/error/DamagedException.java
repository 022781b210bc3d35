package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the files of the store are damaged or were not written by memcore. Restore a backup, salvage the log,
 * rebuild the index, or use another directory. Codes: {@link ErrorCode#FOREIGN_FILE}, {@link ErrorCode#LOG_DAMAGED},
 * {@link ErrorCode#LOG_TRUNCATED}, {@link ErrorCode#INDEX_DAMAGED}.
 */
public sealed class DamagedException extends MemoryException permits LogDamagedException {
    private static final long serialVersionUID = 1L;

    DamagedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
