package dev.memcore.api;

/** Who speaks in a turn of a conversation. */
public enum Role {
    /** The person the agent serves. */
    USER,
    /** The agent. */
    ASSISTANT,
    /** Instructions to the agent. */
    SYSTEM,
    /** The result of a tool call. */
    TOOL
}
