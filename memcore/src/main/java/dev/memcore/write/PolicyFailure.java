package dev.memcore.write;

/** A policy that failed, or broke its contract; the cause says how. */
public final class PolicyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Throwable reason;

    public PolicyFailure(Throwable reason) {
        super(reason);
        this.reason = reason;
    }

    /** What it threw, or what is wrong with what it proposed. */
    public Throwable reason() {
        return reason;
    }
}
