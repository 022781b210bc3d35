package dev.memcore.api.error;

import dev.memcore.api.check.Arguments;
import org.jspecify.annotations.Nullable;

/** Thrown if the log is damaged. Contains the file and the position of the damage. */
public final class LogDamagedException extends DamagedException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    /**
     * Creates an exception for damage at a position of a file.
     *
     * @param code a code of {@link DamagedException}
     * @param file the name of the file, relative to the store's directory
     * @param offset the byte at which the damaged unit starts
     */
    public LogDamagedException(ErrorCode code, String file, long offset, String message, @Nullable Throwable cause) {
        super(checked(code), file + " at byte " + offset + ": " + message, cause);
        this.file = file;
        this.offset = offset;
    }

    private static ErrorCode checked(ErrorCode code) {
        if (!(MemoryException.of(code, "") instanceof DamagedException)) {
            throw Arguments.invalid(code + " is not a code of DamagedException");
        }
        return code;
    }

    /** Returns the name of the damaged file, relative to the store's directory. */
    public String file() {
        return file;
    }

    /** Returns the byte at which the damaged unit starts. */
    public long offset() {
        return offset;
    }
}
