package dev.memcore.bench.harness;

/** The person at the keyboard gave something that cannot be used; the message says what, and what would do. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message that stands for itself. */
    public BadInput(String message) {
        super(message);
    }

    /** With a message that stands for itself, and its cause. */
    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
