package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/** An argument is wrong, or larger than a limit: the caller must change it. Codes: {@link ErrorCode#INVALID_ARGUMENT}, {@link ErrorCode#LIMIT_EXCEEDED}. */
public final class InvalidArgumentException extends MemoryException {
    private static final long serialVersionUID = 1L;

    InvalidArgumentException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
