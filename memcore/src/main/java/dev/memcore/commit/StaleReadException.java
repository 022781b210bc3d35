package dev.memcore.commit;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.function.Supplier;

/** What a plan was made from, or what was locked for it, was changed before the locks were held: it is made anew. */
public final class StaleReadException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ATTEMPTS = 20;

    public StaleReadException(String what) {
        super(what, null, false, false);
    }

    /** Does something that is begun anew when it turns out to be outdated. */
    public static <T> T retry(Supplier<T> attempt) {
        for (int i = 1; ; i++) {
            try {
                return attempt.get();
            } catch (StaleReadException e) {
                if (i == MOST_ATTEMPTS) {
                    throw MemoryException.of(
                            ErrorCode.CONFLICT, "others changed the same memories all the time: " + e.getMessage(), e);
                }
            }
        }
    }
}
