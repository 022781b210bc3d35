package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the operating system failed to read or write. Free space or repair the device, then retry. Codes: {@link
 * ErrorCode#IO_FAILED}, {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY}.
 */
public final class StorageException extends MemoryException {
    private static final long serialVersionUID = 1L;

    StorageException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
