package dev.memcore.api.operation;

/** The outcome of using a recalled memory. */
public enum Outcome {
    /** The memory was used: cited, shown, or put into a prompt on purpose. A recall alone is not a use. */
    CITED,
    /** The memory was used, and the task succeeded. */
    SUCCEEDED,
    /** The memory was used, and the task failed. */
    FAILED
}
