package dev.memcore.api.operation;

/** How a recalled memory served. */
public enum Outcome {
    /** It was used: cited, shown, or put into a prompt on purpose. Being returned by a recall is not a use. */
    CITED,
    /** It was used, and what it was used for went well. */
    SUCCEEDED,
    /** It was used, and what it was used for went wrong. */
    FAILED
}
