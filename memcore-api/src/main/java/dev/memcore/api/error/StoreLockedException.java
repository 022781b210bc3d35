package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if another process or another manager has opened the store. Close it there, or retry later. Codes: {@link
 * ErrorCode#LOCKED}.
 */
public final class StoreLockedException extends MemoryException {
    private static final long serialVersionUID = 1L;

    StoreLockedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
