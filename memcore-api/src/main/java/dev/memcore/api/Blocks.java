package dev.memcore.api;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Optional;

/**
 * The named blocks of one scope. Blocks are short texts for every prompt, for example a persona, facts about the user,
 * or the present task. Each block is a memory of the kind {@link Kind#BLOCK}, so it has versions and history, and can
 * be undone and erased. It is recalled or listed only if a filter names that kind. Thread-safe.
 */
public interface Blocks {
    /** Returns the block with a name, if it exists and is visible. */
    Optional<Block> get(String name);

    /**
     * Sets the text of a block in a new version. If the block does not exist, it is created with a limit of
     * {@value Block#DEFAULT_LIMIT} characters.
     */
    default Block set(String name, String text) {
        return set(name, text, get(name).map(Block::limit).orElse(Block.DEFAULT_LIMIT));
    }

    /**
     * Sets the text and the limit of a block.
     *
     * @param limit the maximum length in characters
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if the text is longer; the block is not changed
     */
    Block set(String name, String text, int limit);

    /** Removes a block. Its history remains. Returns whether the block existed. */
    boolean remove(String name);

    /** Returns all blocks of this scope, sorted by name. */
    List<Block> list();
}
