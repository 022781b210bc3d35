package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/** Thrown if the manager was closed. Open the store again. Codes: {@link ErrorCode#CLOSED}. */
public final class StoreClosedException extends MemoryException {
    private static final long serialVersionUID = 1L;

    StoreClosedException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
