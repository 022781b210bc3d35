package dev.memcore.api.health;

/** A kind of problem of a store, with its severity and with what to do. */
public enum HealthCause {
    /** The manager was closed. */
    CLOSED(HealthStatus.DOWN, "Open the store again."),
    /** The log accepts no more commits, because it is unknown what is on the device. Reads work. */
    LOG_FAILED(
            HealthStatus.DOWN,
            "Check the device. Then close the store and open it again. All acknowledged writes are kept."),
    /** A check found damage in the log. */
    LOG_DAMAGED(
            HealthStatus.DOWN,
            "Close the store and keep a copy of its directory. Restore a backup, or salvage the intact commits."),
    /** The device is full, or a quota is used up. Writes fail, reads work. */
    STORAGE_FULL(
            HealthStatus.DOWN, "Free space on the device of the store. Writes then succeed again; do not restart."),
    /** The directory of the store cannot be written. Writes fail, reads work. */
    STORAGE_READ_ONLY(
            HealthStatus.DOWN, "Make the directory of the store writable. Writes then succeed again; do not restart."),
    /** The last write failed in the operating system. */
    WRITES_FAILING(HealthStatus.DOWN, "Check the device and the log of the operating system."),
    /** The index is damaged, or could not apply a commit. Reads fail or are incomplete. */
    INDEX_DAMAGED(
            HealthStatus.DOWN,
            "Close the store, delete the directory named index, and open the store again. The index is then built"
                    + " from the log; no memory is lost."),
    /**
     * The index cannot be written, or it is slower than the writers. Results are complete, because the waiting versions
     * are searched in memory. Writes are delayed, and fail when too many versions wait.
     */
    INDEX_BEHIND(HealthStatus.DEGRADED, "Write less, or check that the device of the index can be written."),
    /**
     * The index is being built from the log, because it was missing, damaged, or built with another configuration.
     * Results are complete, because the waiting versions are searched in memory.
     */
    INDEX_REBUILDING(HealthStatus.DEGRADED, "Wait. No action is necessary."),
    /** The last call of the embedder failed. Queries or new memories are searched by words only. */
    EMBEDDER_FAILING(
            HealthStatus.DEGRADED,
            "Check the embedder. No write is lost: missing vectors are computed when the embedder works again."),
    /**
     * Some memories have no vector of the configured embedder yet. They are found by their words, or by the vectors of
     * the previous embedder.
     */
    EMBEDDING_BEHIND(HealthStatus.DEGRADED, "Wait until the missing vectors are computed in the background."),
    /** The last line of the audit log could not be written. Calls continue. */
    AUDIT_FAILING(HealthStatus.DEGRADED, "Make the directory of the audit log writable, and free space on its device."),
    /** The last maintenance run failed, or a policy failed in it. */
    MAINTENANCE_FAILING(
            HealthStatus.DEGRADED,
            "Read the maintenance report, or the log for the name of the policy. The next run tries again.");

    private final HealthStatus status;
    private final String action;

    HealthCause(HealthStatus status, String action) {
        this.status = status;
        this.action = action;
    }

    /** Returns the status of a store with this problem: {@link HealthStatus#DEGRADED} or {@link HealthStatus#DOWN}. */
    public HealthStatus status() {
        return status;
    }

    /** Returns what to do about it, in one or more English sentences. */
    public String action() {
        return action;
    }
}
