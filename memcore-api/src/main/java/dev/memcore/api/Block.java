package dev.memcore.api;

import dev.memcore.api.check.Arguments;

/**
 * A named text of limited length.
 *
 * @param name the name, unique within the scope
 * @param limit the maximum length in characters
 * @param memory the memory that holds the block: text, version and cause
 */
public record Block(String name, int limit, Memory memory) {
    /** Checks that nothing is missing. */
    public Block {
        Arguments.present(name, "name");
        Arguments.present(memory, "memory");
    }

    /** The default limit of a block in characters (MemGPT's core memory has 5,000 in Letta). */
    public static final int DEFAULT_LIMIT = 5_000;

    /** The maximum length of a name in characters. */
    public static final int MAX_NAME = 200;

    /** Returns the text. */
    public String text() {
        return memory.text();
    }
}
