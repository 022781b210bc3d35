package dev.memcore.io;

import dev.memcore.api.error.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a full or read-only device from other causes of a failed write. The JDK has no exception types for most
 * of these causes. The only information is the message of the operating system, which may be in another language.
 * Therefore the file store is also queried.
 */
public final class StorageFailure {
    /**
     * A device with less usable space than this, in bytes, counts as full: it may have room for only a part of the
     * write.
     */
    private static final long LITTLE_SPACE = 1 << 20;

    private static final List<String> FULL = List.of(
            "no space left", // ENOSPC
            "quota exceeded", // EDQUOT
            "file too large", // EFBIG: a limit of the process, or of the file system
            "not enough space", // Windows
            "not enough quota");

    private static final List<String> READ_ONLY = List.of(
            "read-only file system", // EROFS
            "permission denied", // EACCES
            "operation not permitted", // EPERM: a file that was made immutable
            "access is denied", // Windows
            "write protected");

    private StorageFailure() {}

    /**
     * Returns the error code for a failed write: {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY},
     * or {@link ErrorCode#IO_FAILED} for any other cause.
     *
     * @param device a file or directory on the device, to query the file store; null to use only the exception
     */
    public static ErrorCode code(Throwable failure, @Nullable Path device) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            ErrorCode code = code(cause);
            if (code != ErrorCode.IO_FAILED) {
                return code;
            }
        }
        return device == null ? ErrorCode.IO_FAILED : code(device);
    }

    private static ErrorCode code(Throwable cause) {
        if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
            return ErrorCode.STORAGE_READ_ONLY;
        }
        String text = reason(cause);
        if (FULL.stream().anyMatch(text::contains)) {
            return ErrorCode.STORAGE_FULL;
        }
        return READ_ONLY.stream().anyMatch(text::contains) ? ErrorCode.STORAGE_READ_ONLY : ErrorCode.IO_FAILED;
    }

    /** Returns the message of the operating system without the file name, because a file name can contain any text. */
    private static String reason(Throwable cause) {
        String message = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        // The message of a FileNotFoundException contains the reason in brackets after the file name.
        return cause instanceof FileNotFoundException ? text.substring(Math.max(0, text.lastIndexOf('('))) : text;
    }

    /**
     * Returns whether a device is writable now: {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_READ_ONLY}, or
     * {@link ErrorCode#IO_FAILED} if neither is known. Opens no file.
     *
     * @param device a file or directory on the device
     */
    public static ErrorCode code(Path device) {
        try {
            FileStore store = Files.getFileStore(device);
            if (store.isReadOnly() || !Files.isWritable(device)) {
                return ErrorCode.STORAGE_READ_ONLY;
            }
            return store.getUsableSpace() < LITTLE_SPACE ? ErrorCode.STORAGE_FULL : ErrorCode.IO_FAILED;
        } catch (IOException | SecurityException e) {
            return ErrorCode.IO_FAILED;
        }
    }
}
