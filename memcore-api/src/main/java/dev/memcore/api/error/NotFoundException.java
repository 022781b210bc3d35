package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/** What the call names is not there, or not kept any more: retrying does not help. Codes: {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#BEYOND_RETENTION}. */
public final class NotFoundException extends MemoryException {
    private static final long serialVersionUID = 1L;

    NotFoundException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
