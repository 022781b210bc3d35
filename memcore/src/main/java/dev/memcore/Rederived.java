package dev.memcore;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryOp;
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
    void requireUnchanged(Draft draft) {
        requireUnchanged(draft, before);
        sources.forEach(source -> requireUnchanged(draft, source));
    }

    private static void requireUnchanged(Draft draft, Memory seen) {
        Memory present = draft.present(seen.id());
        if (present == null || present.version() != seen.version()) {
            throw new Outdated("a source was changed");
        }
    }
}
