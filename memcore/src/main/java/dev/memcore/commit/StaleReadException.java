package dev.memcore.commit;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.function.Supplier;

/** Signals that data a plan was based on changed before the locks were held. The plan is then made again. */
public final class StaleReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ATTEMPTS = 20;

    public StaleReadException(String what) {
        super(what, null, false, false);
    }

    /** Runs an action, and repeats it while it throws {@link StaleReadException}. */
    public static <T> T retry(Supplier<T> attempt) {
        for (int i = 1; ; i++) {
            try {
                return attempt.get();
            } catch (StaleReadException e) {
                if (i == MOST_ATTEMPTS) {
                    throw MemoryException.of(
                            ErrorCode.CONFLICT,
                            "gave up because other writers kept changing the same memories: " + e.getMessage(),
                            e);
                }
            }
        }
    }
}
