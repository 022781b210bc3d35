package dev.memcore.api.health;

/** Whether a store works. The constants are ordered from best to worst. */
public enum HealthStatus {
    /** Reads and writes work, and nothing is missing from results. */
    UP,
    /**
     * Reads and writes work, but something is slower or less complete than usual. For example, some memories are found
     * only by their words.
     */
    DEGRADED,
    /** Reads or writes fail, or the files are damaged. */
    DOWN
}
