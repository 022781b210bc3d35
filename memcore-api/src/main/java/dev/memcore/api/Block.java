package dev.memcore.api;

import dev.memcore.api.check.Arguments;

/**
 * A named text of limited length, see {@link Blocks}.
 *
 * @param name the name, 1 to {@value #MAX_NAME} characters, unique within the scope
 * @param limit the maximum length in characters
 * @param memory the memory that holds the block: text, version and cause
 */
public record Block(String name, int limit, Memory memory) {
    /** Checks that nothing is missing. */
    public Block {
        Arguments.present(name, "name");
        Arguments.present(memory, "memory");
    }

    /** The default limit of a block in characters; Letta uses the same limit for the blocks of MemGPT's core memory. */
    public static final int DEFAULT_LIMIT = 5_000;

    /** The maximum length of a name in characters. */
    public static final int MAX_NAME = 200;

    /**
     * The start of the names of blocks that no context shows: {@value}. Use such names for texts that an agent reads on demand,
     * for example files.
     */
    public static final String UNSHOWN = "/";

    /** Returns whether {@link MemorySpace#context} shows the block: its name does not start with {@value #UNSHOWN}. */
    public boolean isShownInContext() {
        return !name.startsWith(UNSHOWN);
    }

    /** Returns the text. */
    public String text() {
        return memory.text();
    }
}
