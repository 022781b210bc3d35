package dev.memcore;

/** A policy that failed, or broke its contract; the cause says how. */
final class PolicyFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Throwable reason;

    PolicyFailure(Throwable reason) {
        super(reason);
        this.reason = reason;
    }

    /** What it threw, or what is wrong with what it proposed. */
    Throwable reason() {
        return reason;
    }
}
