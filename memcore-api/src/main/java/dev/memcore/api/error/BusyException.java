package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the store does not accept the call now, because too many calls are in flight. Nothing was changed. Try again
 * when earlier calls are complete. Codes: {@link ErrorCode#BUSY}.
 */
public final class BusyException extends MemoryException {
    private static final long serialVersionUID = 1L;

    BusyException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
