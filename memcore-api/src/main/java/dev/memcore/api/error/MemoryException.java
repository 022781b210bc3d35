package dev.memcore.api.error;

import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The base class of all exceptions of memcore. It is unchecked, and has a {@linkplain ErrorCode code} and a message.
 * Its subtypes differ in what a caller can do next. Each code belongs to exactly one of the direct subtypes.
 */
public abstract sealed class MemoryException extends RuntimeException
        permits AccessDeniedException,
                BusyException,
                ComponentException,
                ConflictException,
                DamagedException,
                InvalidArgumentException,
                NotFoundException,
                ReadOnlyException,
                StorageException,
                StoreClosedException,
                StoreFormatException,
                StoreLockedException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    MemoryException(ErrorCode code, String message, @Nullable Throwable cause) {
        super("[" + code + " " + code.number() + "] " + message, cause);
        this.code = code;
    }

    /** Creates an exception of the subtype that belongs to the code. */
    public static MemoryException of(ErrorCode code, String message) {
        return of(code, message, null);
    }

    /** Creates an exception of the subtype that belongs to the code, with a cause. */
    public static MemoryException of(ErrorCode code, String message, @Nullable Throwable cause) {
        return switch (Arguments.present(code, "code")) {
            case INVALID_ARGUMENT, LIMIT_EXCEEDED -> new InvalidArgumentException(code, message, cause);
            case NOT_FOUND, BEYOND_RETENTION -> new NotFoundException(code, message, cause);
            case CONFLICT -> new ConflictException(code, message, cause);
            case NOT_CLEARED -> new AccessDeniedException(code, message, cause);
            case BUSY -> new BusyException(code, message, cause);
            case CLOSED -> new StoreClosedException(code, message, cause);
            case READ_ONLY -> new ReadOnlyException(code, message, cause);
            case LOCKED -> new StoreLockedException(code, message, cause);
            case FOREIGN_FILE, LOG_DAMAGED, LOG_TRUNCATED, INDEX_DAMAGED -> new DamagedException(code, message, cause);
            case FORMAT_NEWER -> new StoreFormatException(code, message, cause);
            case IO_FAILED, STORAGE_FULL, STORAGE_READ_ONLY -> new StorageException(code, message, cause);
            case COMPONENT_FAILED -> new ComponentException(code, message, cause);
        };
    }

    /** Returns the code of the error. */
    public final ErrorCode code() {
        return code;
    }
}
