package dev.memcore.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a component of the host failed, for example an embedder, a view builder or a policy. Repair the component.
 * Codes: {@link ErrorCode#COMPONENT_FAILED}.
 */
public final class ComponentException extends MemoryException {
    private static final long serialVersionUID = 1L;

    ComponentException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
