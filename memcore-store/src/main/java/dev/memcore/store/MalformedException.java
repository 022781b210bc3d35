package dev.memcore.store;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.LogDamagedException;

/** Bytes that no writer of this format wrote; whoever knows the file and the place turns it into an error for the caller. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The error that a caller gets for a commit whose frame was intact. */
    LogDamagedException damage(String file, long sequence) {
        return new LogDamagedException(
                ErrorCode.LOG_DAMAGED, file, -1, "commit " + sequence + ": " + getMessage(), this);
    }
}
