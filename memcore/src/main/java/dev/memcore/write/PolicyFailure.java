package dev.memcore.write;

/** Signals that a policy failed or violated its contract. The cause has the details. */
public final class PolicyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Throwable reason;

    public PolicyFailure(Throwable reason) {
        super(reason);
        this.reason = reason;
    }

    /** The exception of the policy, or the fault of its proposal. */
    public Throwable reason() {
        return reason;
    }
}
