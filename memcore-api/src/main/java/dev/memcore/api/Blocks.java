package dev.memcore.api;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.List;
import java.util.Optional;

/**
 * The named blocks of one scope: short texts that belong into every prompt (a persona, what is known of the user, the task
 * at hand). Each is a memory of the kind {@link Kind#BLOCK}, so it has versions, history, undo and erasure like any other;
 * it is neither recalled nor listed unless that kind is asked for. Thread-safe.
 */
public interface Blocks {
    /** The block of a name, if it is there and visible. */
    Optional<Block> get(String name);

    /** Sets a block's text, in a new version; makes the block, for at most {@value Block#DEFAULT_LIMIT} characters. */
    default Block set(String name, String text) {
        return set(name, text, get(name).map(Block::limit).orElse(Block.DEFAULT_LIMIT));
    }

    /**
     * Sets a block's text and limit.
     *
     * @param limit how many characters it may have
     * @throws MemoryException {@link ErrorCode#LIMIT_EXCEEDED} if the text is longer; the block stays as it was
     */
    Block set(String name, String text, int limit);

    /** Takes a block away; its history remains. Returns whether it was there. */
    boolean remove(String name);

    /** All blocks of this scope, by name. */
    List<Block> list();
}
