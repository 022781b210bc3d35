package dev.memcore.commit;

/** What a plan was made from, or what was locked for it, was changed before the locks were held: it is made anew. */
public final class StaleReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleReadException(String what) {
        super(what, null, false, false);
    }
}
