package dev.memcore.bench.soak.model;

/** Thrown if a store differs from the model. */
public final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String signature;

    /**
     * A difference.
     *
     * @param signature a text that is the same for all differences of the same kind
     * @param details the details of this difference
     */
    public Mismatch(String signature, String details) {
        super(signature + ": " + details);
        this.signature = signature;
    }

    /** Creates a difference for an unexpected exception. */
    public Mismatch(String signature, Throwable cause) {
        super(signature + ": " + cause, cause);
        this.signature = signature;
    }

    /** Returns the text that is the same for all differences of the same kind. */
    public String signature() {
        return signature;
    }
}
