package dev.memcore.cli.console;

/** Thrown if the user's input is invalid. The message describes the fault and the valid input. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a complete message. */
    public BadInput(String message) {
        super(message);
    }

    /** Creates the exception with a complete message and its cause. */
    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }

    /** Throws if a number is too small. */
    public static void unlessAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new BadInput(option + " must be at least " + least + ", but is " + value);
        }
    }

    /** Throws if a number is too small or too great. */
    public static void unlessWithin(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new BadInput(option + " must lie in [" + least + ", " + most + "], but is " + value);
        }
    }
}
