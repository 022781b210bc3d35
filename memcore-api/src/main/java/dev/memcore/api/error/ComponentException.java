package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/** A component of the host (embedder, view builder, policy, ...) failed: repair it. Codes: {@link ErrorCode#COMPONENT_FAILED}. */
public final class ComponentException extends MemoryException {
    private static final long serialVersionUID = 1L;

    ComponentException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
