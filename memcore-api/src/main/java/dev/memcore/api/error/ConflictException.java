package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the memory or the store is not in the state that the call needs. Read it again, then decide whether to
 * retry. Codes: {@link ErrorCode#CONFLICT}.
 */
public sealed class ConflictException extends MemoryException permits UndoConflictException {
    private static final long serialVersionUID = 1L;

    ConflictException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
