package dev.memcore.inspector.http;

import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public HttpRefusal(int status, String message) {
        this(status, message, null);
    }

    public HttpRefusal(int status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The status code of HTTP. */
    int status() {
        return status;
    }
}
