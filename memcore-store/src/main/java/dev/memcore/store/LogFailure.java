package dev.memcore.store;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import java.io.IOException;

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

    static MemoryException rewriting(IOException cause) {
        return new MemoryException(
                ErrorCode.IO_FAILED,
                "the log could not be rewritten, or files that were replaced not be deleted (" + cause
                        + "); see to the device, then try again",
                cause);
    }

    static MemoryException backup(IOException cause) {
        return new MemoryException(
                ErrorCode.IO_FAILED,
                "the backup could not be written (" + cause + "); an earlier one in its place is still whole",
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

    static MemoryException calledFromChange() {
        return new MemoryException(
                ErrorCode.CONFLICT, "a function that rewrites commits must neither rewrite nor close the log");
    }

    static MemoryException reading(Exception cause) {
        return new MemoryException(ErrorCode.IO_FAILED, "the log could not be read (" + cause + ")", cause);
    }
}
