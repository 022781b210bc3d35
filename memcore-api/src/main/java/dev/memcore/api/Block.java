package dev.memcore.api;

import dev.memcore.api.check.Arguments;

/**
 * A named text of bounded length.
 *
 * @param name its name within its scope
 * @param limit how many characters it may have
 * @param memory the memory that holds it: text, version, cause
 */
public record Block(String name, int limit, Memory memory) {
    /** Checks that nothing is missing. */
    public Block {
        Arguments.present(name, "name");
        Arguments.present(memory, "memory");
    }

    /** How many characters a block may have if nothing is said (MemGPT's core memory: 5,000 in Letta). */
    public static final int DEFAULT_LIMIT = 5_000;

    /** The longest name, in characters. */
    public static final int MAX_NAME = 200;

    /** Its text. */
    public String text() {
        return memory.text();
    }
}
