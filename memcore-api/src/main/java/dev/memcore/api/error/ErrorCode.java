package dev.memcore.api.error;

/** What went wrong, as a stable number: 1xx the caller's argument, 2xx the state, 3xx the store, 4xx the machine. */
public enum ErrorCode {
    /** An argument is null, empty, malformed or out of range. */
    INVALID_ARGUMENT(101),
    /** An argument is larger than a configured limit; the message names value and limit. */
    LIMIT_EXCEEDED(102),
    /** No memory with this id is visible to the reader. Ids of other scopes get the same answer, on purpose. */
    NOT_FOUND(201),
    /** The memory is not in a state in which the operation makes sense. */
    CONFLICT(202),
    /** The reader is not cleared for the labels of memories that the call would have to change; the message names the labels. */
    NOT_CLEARED(205),
    /** The history does not go back so far: older versions were dropped, as the retention of the scope allows. */
    BEYOND_RETENTION(204),
    /** The manager, or a component of it, was closed. */
    CLOSED(203),
    /** The store was opened read-only; it takes no writes. */
    READ_ONLY(206),
    /** Another process, or another manager of this one, has the directory open. */
    LOCKED(301),
    /** Bytes in the log are not what was written. */
    LOG_DAMAGED(302),
    /** Writes that had been acknowledged are gone from the end of the log. */
    LOG_TRUNCATED(303),
    /** The files were written by a newer version of memcore than this one. */
    FORMAT_NEWER(304),
    /** The directory holds files that memcore did not write, or a file that is not what its name says. */
    FOREIGN_FILE(305),
    /** The index is not what it should be; it can be rebuilt from the log. */
    INDEX_DAMAGED(306),
    /** Reading or writing failed in the operating system. */
    IO_FAILED(401),
    /** A component supplied by the host (embedder, view builder, ...) failed or broke its contract. */
    COMPONENT_FAILED(402),
    /**
     * The write was rejected, because the device is full, a quota is used up, or the size of files is limited. Nothing of it
     * is kept. Reads go on, and so do writes, without opening the store again, when there is space.
     */
    STORAGE_FULL(403),
    /**
     * The write was rejected, because the device or the directory cannot be written. Nothing of it is kept. Reads go on, and
     * so do writes, without opening the store again, when it can be written.
     */
    STORAGE_READ_ONLY(404);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** The stable number of this code. */
    public int number() {
        return number;
    }
}
