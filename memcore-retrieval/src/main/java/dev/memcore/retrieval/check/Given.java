package dev.memcore.retrieval.check;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import org.jspecify.annotations.Nullable;

/** The checks of arguments that hosts give: a failure names the argument. */
public final class Given {
    private Given() {}

    /**
     * Returns the value, if there is one.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null
     */
    public static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, what + " must not be null");
        }
        return value;
    }
}
