package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the principal has no clearance for a memory that the call would change. Use a principal with the clearance.
 * Codes: {@link ErrorCode#NOT_CLEARED}.
 */
public final class AccessDeniedException extends MemoryException {
    private static final long serialVersionUID = 1L;

    AccessDeniedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
