package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if an argument is invalid or larger than a limit. Change the argument. Codes: {@link
 * ErrorCode#INVALID_ARGUMENT}, {@link ErrorCode#LIMIT_EXCEEDED}.
 */
public final class InvalidArgumentException extends MemoryException {
    private static final long serialVersionUID = 1L;

    InvalidArgumentException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
