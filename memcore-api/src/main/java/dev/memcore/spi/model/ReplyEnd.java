package dev.memcore.spi.model;

/** Why the reply of a language model ends. */
public enum ReplyEnd {
    /** The model has said all. */
    COMPLETE,
    /** The model waits for the results of its tool calls. */
    TOOL_CALLS,
    /** The reply has reached the maximum number of tokens. */
    LENGTH,
    /** The provider has withheld the reply or a part of it. */
    FILTERED
}
