package dev.memcore.tools.call;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.MemoryException;
import java.time.ZoneId;

/**
 * What the handlers of all tools use. The space comes from the configuration, so no argument of a call can name another
 * scope.
 *
 * @param space the memories that the tools read and change
 * @param results composes the texts of results
 * @param zone the time zone of dates in arguments and results
 * @param mostTextChars the greatest number of characters of a text that a call may store
 * @param changesShared whether tools may change memories that are visible to this space but belong to a wider scope
 */
public record ToolServices(
        MemorySpace space, ResultText results, ZoneId zone, int mostTextChars, boolean changesShared) {
    /** Checks that nothing is missing. */
    public ToolServices {
        Arguments.present(space, "space");
        Arguments.present(results, "results");
        Arguments.present(zone, "zone");
        Arguments.positive(mostTextChars, "mostTextChars");
    }

    /**
     * Returns a visible memory. Blocks and records of the store are not returned, because they have tools of their own
     * or none.
     *
     * @throws ToolFailure if there is no such memory; a memory of another scope has the same message
     */
    public Memory memory(String id) {
        return space.get(id(id)).filter(found -> !found.kind().isHidden()).orElseThrow(() -> unknown(id));
    }

    /**
     * Returns a memory that a tool may change: {@link #memory}, unless it belongs to a wider scope and shared memories
     * must not be changed.
     */
    public Memory changeable(String id) {
        Memory memory = memory(id);
        if (!changesShared && !memory.scope().equals(space.principal().scope())) {
            throw new ToolFailure(
                    "Memory " + memory.id() + " is shared with others. This tool can read it but not change it.");
        }
        return memory;
    }

    /**
     * Returns the id that a text states. The memory may be of any scope, or not exist.
     *
     * @throws ToolFailure if the text is not an id; the message is that of an unknown memory
     */
    public static MemoryId id(String text) {
        try {
            return MemoryId.parse(text.strip());
        } catch (MemoryException e) {
            throw unknown(text);
        }
    }

    private static ToolFailure unknown(String id) {
        return new ToolFailure(
                "There is no memory with id " + ShownValue.of(id) + ". Use an id from a result of this conversation.");
    }
}
