package dev.memcore;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.util.function.Supplier;

/** What a plan was made from, or what was locked for it, was changed before the locks were held: it is made anew. */
final class Outdated extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ATTEMPTS = 20;

    Outdated(String what) {
        super(what, null, false, false);
    }

    /** Does something that is begun anew when it turns out to be outdated. */
    static <T> T retry(Supplier<T> attempt) {
        for (int i = 1; ; i++) {
            try {
                return attempt.get();
            } catch (Outdated e) {
                if (i == MOST_ATTEMPTS) {
                    throw MemoryException.of(
                            ErrorCode.CONFLICT, "others changed the same memories all the time: " + e.getMessage(), e);
                }
            }
        }
    }
}
