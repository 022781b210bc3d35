package dev.memcore.api.error;

import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/** The log holds bytes that were not written by it; names the place, so that a person can act on it. */
public final class LogDamagedException extends DamagedException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    /**
     * Damage at a place.
     *
     * @param code a code of {@link DamagedException}
     * @param file the file's name within the store's directory
     * @param offset the byte at which the damaged unit begins
     */
    public LogDamagedException(ErrorCode code, String file, long offset, String message, @Nullable Throwable cause) {
        super(checked(code), file + " at byte " + offset + ": " + message, cause);
        this.file = file;
        this.offset = offset;
    }

    private static ErrorCode checked(ErrorCode code) {
        if (!(MemoryException.of(code, "") instanceof DamagedException)) {
            throw Arguments.invalid(code + " is no code of damage");
        }
        return code;
    }

    /** The damaged file's name within the store's directory. */
    public String file() {
        return file;
    }

    /** The byte at which the damaged unit begins. */
    public long offset() {
        return offset;
    }
}
