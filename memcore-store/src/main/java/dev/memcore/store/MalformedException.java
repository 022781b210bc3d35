package dev.memcore.store;

/** Bytes that no writer of this format wrote; whoever knows the file and the place turns it into an error for the caller. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
