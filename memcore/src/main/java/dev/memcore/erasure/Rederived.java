package dev.memcore.erasure;

import dev.memcore.api.Memory;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.commit.CommitBuilder;
import dev.memcore.commit.StaleReadException;
import java.util.List;

/**
 * A memory that takes the place of a derived one whose sources are erased in part.
 *
 * @param before the derived memory
 * @param sources what remained of its sources when the new text was made
 * @param add the new memory
 */
record Rederived(Memory before, List<Memory> sources, MemoryOp.Add add) {
    /** Fails as outdated if what the text was made from has another version by now. */
    void requireUnchanged(CommitBuilder draft) {
        requireUnchanged(draft, before);
        sources.forEach(source -> requireUnchanged(draft, source));
    }

    private static void requireUnchanged(CommitBuilder draft, Memory seen) {
        Memory present = draft.present(seen.id());
        if (present == null || present.version() != seen.version()) {
            throw new StaleReadException("a source was changed");
        }
    }
}
