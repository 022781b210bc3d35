package dev.memcore.commit;

/** Signals that data a plan was based on changed before the locks were held. The plan is then made again. */
public final class StaleReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleReadException(String what) {
        super(what, null, false, false);
    }
}
