package dev.memcore.spi;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of arguments in this package: a failure names the argument. */
final class Given {
    private Given() {}

    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, what + " must not be null");
        }
        return value;
    }

    /** A collection that is there, and has no null. */
    static <C extends Collection<?>> C allPresent(@Nullable C values, String what) {
        C given = present(values, what);
        for (Object value : given) {
            present(value, "an element of " + what);
        }
        return given;
    }

    /** A copy of a list that is there, and has no null. */
    static <T> List<T> list(@Nullable List<T> values, String what) {
        return List.copyOf(allPresent(values, what));
    }
}
