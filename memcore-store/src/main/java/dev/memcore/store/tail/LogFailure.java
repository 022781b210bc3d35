package dev.memcore.store.tail;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The reason why a log rejects a commit, or accepts no more commits at all. Each caller gets an exception of its own,
 * with its own stack trace and the same cause.
 */
public record LogFailure(ErrorCode code, String message, Throwable cause) {
    public static LogFailure ofWriting(Throwable cause) {
        return new LogFailure(
                ErrorCode.IO_FAILED,
                "the log could not be written (" + cause + ") and takes no more commits;"
                        + " check the device, then open the store again",
                cause);
    }

    /** Returns the failure of a write after which the log is as it was before. */
    public static LogFailure refused(ErrorCode code, Throwable cause) {
        String why = switch (code) {
            case STORAGE_FULL -> "there is no space for it";
            case STORAGE_READ_ONLY -> "the store's directory cannot be written";
            default -> "it could not be written";
        };
        return new LogFailure(
                code,
                "the commit was rejected, because " + why + " (" + cause
                        + "); the log is unchanged, and the next commit is tried again",
                cause);
    }

    public static LogFailure ofClosing(ErrorCode code, Throwable cause) {
        return new LogFailure(
                code,
                "the log is closed, but its last commits could not be synced (" + cause
                        + "); they may be lost if the machine fails now",
                cause);
    }

    public static LogFailure ofCallback(long sequence, Throwable cause) {
        return new LogFailure(
                ErrorCode.COMPONENT_FAILED,
                "commit " + sequence + " is durable, but its callback threw " + cause
                        + "; the log takes no more commits until the store is opened again",
                cause);
    }

    public static MemoryException rewriting(ErrorCode code, IOException cause) {
        return MemoryException.of(
                code,
                "the log could not be rewritten, or files that were replaced not be deleted (" + cause
                        + "); check the device, then try again",
                cause);
    }

    public static MemoryException opening(ErrorCode code, Path directory, IOException cause) {
        String advice = code == ErrorCode.IO_FAILED ? "" : "; it can still be opened read-only";
        return MemoryException.of(
                code, "the store in " + directory + " could not be opened (" + cause + ")" + advice, cause);
    }

    public static MemoryException readOnly() {
        return MemoryException.of(ErrorCode.READ_ONLY, "the store was opened read-only; it takes no writes");
    }

    public static MemoryException backup(ErrorCode code, IOException cause) {
        return MemoryException.of(
                code,
                "the backup could not be written (" + cause + "); an earlier one in its place is still whole",
                cause);
    }

    public MemoryException exception() {
        return MemoryException.of(code, message, cause);
    }

    public static MemoryException closed() {
        return MemoryException.of(ErrorCode.CLOSED, "the log is closed");
    }

    public static MemoryException calledFromCallback(String method) {
        return MemoryException.of(
                ErrorCode.CONFLICT,
                method + " must not be called from a callback of the log: it would wait for itself");
    }

    public static MemoryException calledFromChange() {
        return MemoryException.of(
                ErrorCode.CONFLICT, "a function that rewrites commits must neither rewrite nor close the log");
    }

    public static MemoryException reading(Exception cause) {
        return MemoryException.of(ErrorCode.IO_FAILED, "the log could not be read (" + cause + ")", cause);
    }
}
