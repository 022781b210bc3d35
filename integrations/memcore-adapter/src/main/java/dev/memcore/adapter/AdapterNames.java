package dev.memcore.adapter;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;

/**
 * The names that an adapter writes into a store. They must never change, because a later version reads what an earlier
 * one stored.
 *
 * @param adapter the name of the adapter, for causes and idempotency keys, for example {@code spring-ai}
 * @param reserved the prefix of the attributes that the adapter stores for itself, for example {@code spring.}
 */
public record AdapterNames(String adapter, String reserved) {
    /**
     * Checks the names.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} or {@link ErrorCode#LIMIT_EXCEEDED} if memcore does not
     *     accept them
     */
    public AdapterNames {
        Arguments.name(adapter, "adapter");
        Arguments.name(reserved, "reserved");
    }

    /** Returns the cause of all changes that the adapter makes. */
    public Cause cause() {
        return Cause.of(adapter);
    }

    /** Returns the name of an attribute that the adapter stores for itself. */
    public String attribute(String name) {
        return reserved + name;
    }

    /** Returns the attributes that hold JSON. */
    public JsonParts json() {
        return new JsonParts(attribute("json."));
    }

    /**
     * Returns an idempotency key.
     *
     * @param subject the kind of what is stored, for example {@code message}
     * @param parts the texts that identify it
     */
    public String key(String subject, String... parts) {
        return adapter + ":" + subject + ":" + TextDigest.of(parts);
    }
}
