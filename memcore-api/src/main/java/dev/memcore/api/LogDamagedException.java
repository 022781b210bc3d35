package dev.memcore.api;

import org.jspecify.annotations.Nullable;

/** The log holds bytes that were not written by it; names the place, so that a person can act on it. */
public final class LogDamagedException extends MemoryException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    /**
     * Damage at a place.
     *
     * @param file the file's name within the store's directory
     * @param offset the byte at which the damaged unit begins
     */
    public LogDamagedException(ErrorCode code, String file, long offset, String message, @Nullable Throwable cause) {
        super(code, file + " at byte " + offset + ": " + message, cause);
        this.file = file;
        this.offset = offset;
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
