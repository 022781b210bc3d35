package dev.memcore.api.error;

/**
 * The cause of an error, with a stable number. Numbers 1xx stand for arguments of the caller, 2xx for the state of the
 * store or a memory, 3xx for the files of the store, 4xx for the operating system and components of the host.
 */
public enum ErrorCode {
    /** An argument is null, empty, malformed or out of range. */
    INVALID_ARGUMENT(101),
    /** An argument is larger than a limit; the message contains the value and the limit. */
    LIMIT_EXCEEDED(102),
    /**
     * No memory with this id is visible to the principal. Ids of other scopes have the same result, so that their
     * existence is not revealed.
     */
    NOT_FOUND(201),
    /** The memory or the store is not in a state that allows the operation. */
    CONFLICT(202),
    /**
     * The principal has no clearance for labels of memories that the call would change; the message names the labels.
     */
    NOT_CLEARED(205),
    /**
     * The history does not go back to the requested time. Older versions were dropped, as the retention of the scope
     * allows.
     */
    BEYOND_RETENTION(204),
    /** The manager or a component of it was closed. */
    CLOSED(203),
    /** The store was opened read-only and rejects writes. */
    READ_ONLY(206),
    /**
     * As many asynchronous calls are in flight as the limit allows. Nothing was changed. Try again when earlier calls
     * are complete.
     */
    BUSY(207),
    /** Another process, or another manager in this process, has opened the directory. */
    LOCKED(301),
    /** The log contains bytes that differ from the bytes that were written. */
    LOG_DAMAGED(302),
    /** Acknowledged writes are missing at the end of the log. */
    LOG_TRUNCATED(303),
    /** A newer version of memcore wrote the files. */
    FORMAT_NEWER(304),
    /** The directory contains files that memcore did not write, or a file whose contents do not fit its name. */
    FOREIGN_FILE(305),
    /** The index is damaged. It can be rebuilt from the log. */
    INDEX_DAMAGED(306),
    /** The operating system failed to read or write. */
    IO_FAILED(401),
    /** A component supplied by the host (embedder, view builder, ...) failed or broke its contract. */
    COMPONENT_FAILED(402),
    /**
     * The write was rejected, because the device is full, a quota is used up, or the size of files is limited. Nothing
     * of the write remains. Reads continue. Writes succeed again when there is space; the store does not need to be
     * opened again.
     */
    STORAGE_FULL(403),
    /**
     * The write was rejected, because the device or the directory is not writable. Nothing of the write remains. Reads
     * continue. Writes succeed again when the directory is writable; the store does not need to be opened again.
     */
    STORAGE_READ_ONLY(404);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** Returns the stable number of this code. */
    public int number() {
        return number;
    }
}
