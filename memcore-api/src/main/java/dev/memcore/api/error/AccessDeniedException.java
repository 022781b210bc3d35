package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/** The reader is not cleared for what the call would change: call with a reader that is. Codes: {@link ErrorCode#NOT_CLEARED}. */
public final class AccessDeniedException extends MemoryException {
    private static final long serialVersionUID = 1L;

    AccessDeniedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
