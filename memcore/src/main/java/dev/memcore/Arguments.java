package dev.memcore;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of arguments that are not checked by a value type of the API. */
final class Arguments {
    private Arguments() {}

    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw invalid(what + " must not be null");
        }
        return value;
    }

    /** A copy, which the caller cannot change any more. */
    static <T> List<T> allPresent(@Nullable List<T> values, String what) {
        List<T> given = present(values, what);
        for (T value : given) {
            present(value, "an element of " + what);
        }
        return List.copyOf(given);
    }

    /** The elements of a collection, nulls among them. */
    static <T> List<T> list(@Nullable Collection<T> values, String what) {
        return new ArrayList<>(present(values, what));
    }

    static int within(int value, int limit, String what) {
        if (value <= 0) {
            throw invalid(what + " must be positive, but is " + value);
        }
        if (value > limit) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED, what + " is " + value + ", but must not exceed " + limit);
        }
        return value;
    }

    static MemoryException invalid(String message) {
        return MemoryException.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
