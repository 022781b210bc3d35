package dev.memcore.bench.soak.model;

/** Thrown if a store differs from the model. */
public final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String signature;

    /**
     * A difference.
     *
     * @param signature what is wrong, in the same words whenever the same thing is wrong
     * @param details what is wrong here
     */
    public Mismatch(String signature, String details) {
        super(signature + ": " + details);
        this.signature = signature;
    }

    /** The same for an exception that should not have been thrown. */
    public Mismatch(String signature, Throwable cause) {
        super(signature + ": " + cause, cause);
        this.signature = signature;
    }

    /** What is wrong, in the same words whenever the same thing is wrong. */
    public String signature() {
        return signature;
    }
}
