package dev.memcore.spi;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of arguments in this package: a failure names the argument. */
final class Given {
    private Given() {}

    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new MemoryException(ErrorCode.INVALID_ARGUMENT, what + " must not be null");
        }
        return value;
    }

    /** A copy of a list that is there, and has no null. */
    static <T> List<T> list(@Nullable List<T> values, String what) {
        List<T> given = present(values, what);
        for (T value : given) {
            present(value, "an element of " + what);
        }
        return List.copyOf(given);
    }
}
