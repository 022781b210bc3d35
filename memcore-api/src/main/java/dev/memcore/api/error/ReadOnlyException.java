package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the call would write to a store that was opened read-only. Open it for writing. Codes: {@link
 * ErrorCode#READ_ONLY}.
 */
public final class ReadOnlyException extends MemoryException {
    private static final long serialVersionUID = 1L;

    ReadOnlyException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
