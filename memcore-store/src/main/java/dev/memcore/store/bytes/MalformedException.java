package dev.memcore.store.bytes;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;

/** Bytes that no writer of this format wrote; whoever knows the file and the place turns it into an error for the caller. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }

    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The error that a caller gets for a commit whose frame was intact. */
    public LogDamagedException damage(String file, long sequence) {
        return new LogDamagedException(
                ErrorCode.LOG_DAMAGED, file, -1, "commit " + sequence + ": " + getMessage(), this);
    }
}
