package dev.memcore.api;

import java.util.List;

/**
 * One conversation: turns go in, the recent window and the session's recall come out. Thread-safe; turns that several
 * threads add at once take some order, the same for all readers and after a restart.
 */
public interface SessionMemory {
    /** The session's id. */
    String id();

    /** Adds a message; returns once it is durable. */
    default Memory add(Role role, String text) {
        return add(Observation.builder(text).role(Require.present(role, "role")).build());
    }

    /**
     * Adds a message. Its session becomes this one. If no kind was set, it becomes a {@link Kind#TURN}. If no tier was set, a turn
     * goes to {@link Tier#SHORT}, anything else to {@link Tier#LONG}. What was set stays, {@link Kind#NOTE} included.
     */
    Memory add(Observation message);

    /** Adds messages, all or nothing, in one write. */
    List<Memory> addAll(List<Observation> messages);

    /**
     * The latest messages that fit into a budget, oldest first. Whole turns only: a tool call is never separated from its
     * result, and no result leads the window without its call. Empty if not even the last message fits.
     *
     * @param tokens the budget, in tokens of the configured counter
     */
    List<Memory> window(int tokens);

    /**
     * Says that the conversation is over for now: makes due what waits for {@link dev.memcore.spi.Trigger.SessionEnded}. Writes
     * nothing, and may be called again; messages may still be added. A session that was not ended counts as ended when the store is
     * opened again.
     */
    void end();

    /** What is most relevant to a question within this session. */
    RecallResult recall(String question);
}
