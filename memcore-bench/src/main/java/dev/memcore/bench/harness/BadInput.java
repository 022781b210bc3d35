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

    /**
     * Refuses a number that is too small.
     *
     * @param option names it, as {@code --seeds}
     */
    public static void unlessAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new BadInput(option + " must be at least " + least + ", but is " + value);
        }
    }

    /** Refuses a number that is too small or too great. */
    public static void unlessWithin(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new BadInput(option + " must lie in [" + least + ", " + most + "], but is " + value);
        }
    }
}
