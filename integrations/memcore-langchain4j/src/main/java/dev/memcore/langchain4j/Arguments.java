package dev.memcore.langchain4j;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import org.jspecify.annotations.Nullable;

/** The checks at the boundary. */
final class Arguments {
    private Arguments() {}

    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw invalid(what + " must not be null");
        }
        return value;
    }

    static MemoryException invalid(String message) {
        return MemoryException.of(ErrorCode.INVALID_ARGUMENT, message);
    }
}
