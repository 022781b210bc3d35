package dev.memcore.store;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;

/** Why a log takes no more commits; every caller gets an exception of its own, with its own stack and the same cause. */
record LogFailure(ErrorCode code, String message, Throwable cause) {
    static LogFailure ofWriting(Throwable cause) {
        return new LogFailure(
                ErrorCode.IO_FAILED,
                "the log could not be written (" + cause + ") and takes no more commits;"
                        + " see to the device, then open the store again",
                cause);
    }

    static LogFailure ofCallback(long sequence, Throwable cause) {
        return new LogFailure(
                ErrorCode.COMPONENT_FAILED,
                "commit " + sequence + " is durable, but its callback threw " + cause
                        + "; the log takes no more commits until the store is opened again",
                cause);
    }

    MemoryException exception() {
        return new MemoryException(code, message, cause);
    }

    static MemoryException closed() {
        return new MemoryException(ErrorCode.CLOSED, "the log is closed");
    }

    static MemoryException calledFromCallback(String method) {
        return new MemoryException(
                ErrorCode.CONFLICT,
                method + " must not be called from a callback of the log: it would wait for itself");
    }

    static MemoryException reading(Exception cause) {
        return new MemoryException(ErrorCode.IO_FAILED, "the log could not be read (" + cause + ")", cause);
    }
}
