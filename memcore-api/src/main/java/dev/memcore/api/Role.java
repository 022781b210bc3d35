package dev.memcore.api;

/** The speaker of a message of a conversation. */
public enum Role {
    /** The person whom the agent serves. */
    USER,
    /** The agent. */
    ASSISTANT,
    /** Instructions to the agent. */
    SYSTEM,
    /** The result of a tool call. */
    TOOL
}
