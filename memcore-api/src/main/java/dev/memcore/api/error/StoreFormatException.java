package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/** Thrown if a newer version of memcore wrote the files. Use that version. Codes: {@link ErrorCode#FORMAT_NEWER}. */
public final class StoreFormatException extends MemoryException {
    private static final long serialVersionUID = 1L;

    StoreFormatException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
