package dev.memcore.micrometer;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;

/** Checks the name that a host gives to a store, which becomes a tag. */
final class StoreName {
    private static final int MOST_CHARACTERS = 100;

    private StoreName() {}

    static String checked(String store) {
        if (store == null || store.isBlank() || store.length() > MOST_CHARACTERS) {
            throw MemoryException.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "the name of a store must have 1 to " + MOST_CHARACTERS + " characters, but "
                            + (store == null ? "is null" : store.isBlank() ? "is blank" : "has " + store.length()));
        }
        return store;
    }
}
