package dev.memcore.api;

import org.jspecify.annotations.Nullable;

/** The one exception of memcore: unchecked, with a {@linkplain ErrorCode code} to act on and a message that says what to do. */
public class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** An error of the given kind. */
    public MemoryException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error of the given kind, with what caused it. */
    public MemoryException(ErrorCode code, String message, @Nullable Throwable cause) {
        super("[" + code + " " + code.number() + "] " + message, cause);
        this.code = code;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }
}
