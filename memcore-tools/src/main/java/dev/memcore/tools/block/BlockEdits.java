package dev.memcore.tools.block;

import dev.memcore.api.Block;
import dev.memcore.api.Blocks;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.error.ConflictException;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Edits of blocks that depend on their present text. An edit is atomic: it applies to the version that it read, or reads again.
 * Thread-safe. Edits of one instance run one after another; edits of other instances are noticed by the version of the block.
 */
public final class BlockEdits {
    private static final int MOST_ATTEMPTS = 100;

    private final MemorySpace space;
    private final Cause cause;
    private final ReentrantLock lock = new ReentrantLock();

    /** Creates edits of the blocks of a space, with a cause that names the tool. */
    public BlockEdits(MemorySpace space, String tool) {
        this.space = space;
        this.cause = Cause.of("tool:" + tool);
    }

    /** Returns the blocks of the space. */
    public Blocks blocks() {
        return space.blocks();
    }

    /** Runs a change of several blocks without other changes of this instance in between. */
    public <T> T alone(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Replaces the text of a block by a function of it. The function may run several times. An exception of it ends the edit.
     *
     * @return the block after the edit; empty if there is no such block
     */
    public Optional<Block> edit(String name, UnaryOperator<String> change) {
        return alone(() -> {
            for (int attempt = 1; ; attempt++) {
                Optional<Block> block = blocks().get(name);
                if (block.isEmpty()) {
                    return block;
                }
                try {
                    revise(block.get(), change.apply(block.get().text()));
                    return blocks().get(name);
                } catch (ConflictException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        });
    }

    private void revise(Block block, String text) {
        if (text.length() > block.limit()) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED,
                    block.name() + " would have " + text.length() + " characters; its limit is " + block.limit());
        }
        if (!text.equals(block.text())) {
            int version = block.memory().version();
            space.apply(List.of(new MemoryOp.Revise(block.memory().id(), text, version, cause)));
        }
    }
}
