package dev.memcore.api;

/**
 * A memory that a walk reached.
 *
 * @param memory the memory
 * @param depth how many steps from the start
 * @param by the link of the last step
 */
public record Linked(Memory memory, int depth, Link by) {
    /** Checks that nothing is missing. */
    public Linked {
        Require.present(memory, "memory");
        Require.present(by, "by");
    }
}
