package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the requested memory or state does not exist, or is no longer stored. A retry does not help. Codes: {@link
 * ErrorCode#NOT_FOUND}, {@link ErrorCode#BEYOND_RETENTION}.
 */
public final class NotFoundException extends MemoryException {
    private static final long serialVersionUID = 1L;

    NotFoundException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
