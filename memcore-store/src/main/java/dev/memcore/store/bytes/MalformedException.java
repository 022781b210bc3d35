package dev.memcore.store.bytes;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.LogDamagedException;

/**
 * Signals bytes that no writer of this format produces. Code that knows the file and the place turns it into an error
 * for the host.
 */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }

    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the error for a malformed commit in an intact frame. */
    public LogDamagedException damage(String file, long sequence) {
        return new LogDamagedException(
                ErrorCode.LOG_DAMAGED, file, -1, "commit " + sequence + ": " + getMessage(), this);
    }
}
