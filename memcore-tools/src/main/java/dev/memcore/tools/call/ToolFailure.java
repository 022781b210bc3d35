package dev.memcore.tools.call;

/** Ends a call with an error. The message is for the model: it names the argument, its value and what is allowed. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates a failure without a stack trace, because only the message is used. */
    public ToolFailure(String message) {
        super(message, null, false, false);
    }
}
