package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.StaleReadException;
import java.util.List;

/**
 * The replacement of a derived memory whose sources are erased in part.
 *
 * @param before the derived memory
 * @param sources the remaining sources when the new text was made
 * @param add the new memory
 */
record Rederived(Memory before, List<Memory> sources, MemoryOp.Add add) {
    /** Throws {@link StaleReadException} if a source of the text has a newer version. */
    void requireUnchanged(CommitBuilder builder) {
        requireUnchanged(builder, before);
        sources.forEach(source -> requireUnchanged(builder, source));
    }

    private static void requireUnchanged(CommitBuilder builder, Memory seen) {
        Memory present = builder.present(seen.id());
        if (present == null || present.version() != seen.version()) {
            throw new StaleReadException("a source was changed");
        }
    }
}
