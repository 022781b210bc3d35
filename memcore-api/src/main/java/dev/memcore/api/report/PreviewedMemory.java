package dev.memcore.api.report;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;

/**
 * A memory that an erasure would erase.
 *
 * @param memory the present version
 * @param reason why it was selected
 * @param detail the name that it contains, its relevance, or the id of the memory from which it was derived
 */
public record PreviewedMemory(Memory memory, SelectionReason reason, String detail) {
    /** Checks that nothing is missing. */
    public PreviewedMemory {
        Arguments.present(memory, "memory");
        Arguments.present(reason, "reason");
        Arguments.present(detail, "detail");
    }
}
