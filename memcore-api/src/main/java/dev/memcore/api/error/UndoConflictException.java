package dev.memcore.api.error;

import dev.memcore.api.Memory;
import java.util.List;

/**
 * Thrown if an undo conflicts with the present state of memories; nothing was changed. {@link
 * dev.memcore.api.MemorySpace#undo(java.util.Collection)} describes the possible conflicts.
 */
public final class UndoConflictException extends ConflictException {
    private static final long serialVersionUID = 1L;

    private final transient List<Memory> conflicts;

    /**
     * Creates the exception.
     *
     * @param conflicts the present versions of the conflicting memories
     */
    public UndoConflictException(List<Memory> conflicts) {
        super(ErrorCode.CONFLICT, message(conflicts), null);
        this.conflicts = List.copyOf(conflicts);
    }

    private static String message(List<Memory> conflicts) {
        StringBuilder message = new StringBuilder(
                conflicts.size() + " memories conflict with the undo; undo their later changes first: ");
        conflicts.stream()
                .limit(10)
                .forEach(memory -> message.append(memory.id())
                        .append(" (")
                        .append(memory.status())
                        .append(", commit ")
                        .append(memory.sequence())
                        .append(") "));
        return message.toString().strip();
    }

    /** Returns the present versions of the conflicting memories. */
    public List<Memory> conflicts() {
        return conflicts;
    }
}
