package dev.memcore.api.error;

import dev.memcore.api.Memory;
import java.util.List;

/** An undo was refused, because later commits changed the same memories; nothing was changed. */
public final class UndoConflictException extends ConflictException {
    private static final long serialVersionUID = 1L;

    private final transient List<Memory> conflicts;

    /**
     * A refusal.
     *
     * @param conflicts the present versions of the memories that were changed since
     */
    public UndoConflictException(List<Memory> conflicts) {
        super(ErrorCode.CONFLICT, message(conflicts), null);
        this.conflicts = List.copyOf(conflicts);
    }

    private static String message(List<Memory> conflicts) {
        StringBuilder message = new StringBuilder(conflicts.size() + " memories were changed since; undo first: ");
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

    /** The present versions of the memories that were changed since. */
    public List<Memory> conflicts() {
        return conflicts;
    }
}
