package dev.memcore.langchain4j;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place where the messages of one chat memory are stored.
 *
 * @param space the memory space; the messages belong to exactly the scope of its reader
 * @param session the session within the scope, a name of 1 to 256 characters
 */
public record Conversation(MemorySpace space, String session) {
    private static final String TYPED = "#";

    /**
     * Checks the name.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null, blank or has control characters;
     *     {@link ErrorCode#LIMIT_EXCEEDED} if it is too long
     */
    public Conversation {
        Arguments.present(space, "space").session(session);
    }

    /**
     * Returns the name of a session for a memory id; different ids have different names. A string is its own name.
     * Numbers and UUIDs become {@code #int:7}, {@code #long:7} and {@code #uuid:...}. A string that begins with {@code
     * #} gets another {@code #} in front.
     *
     * @param memoryId a String, Integer, Long or UUID
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null or of another class, because several
     *     such ids may have the same {@code toString}
     */
    public static String sessionOf(@Nullable Object memoryId) {
        return switch (Arguments.present(memoryId, "memoryId")) {
            case String name -> name.startsWith(TYPED) ? TYPED + name : name;
            case Integer number -> TYPED + "int:" + number;
            case Long number -> TYPED + "long:" + number;
            case UUID uuid -> TYPED + "uuid:" + uuid;
            case Object other ->
                throw Arguments.invalid("memoryId must be a String, Integer, Long or UUID, but is of "
                        + other.getClass() + "; for others give MemcoreChatMemoryStore.of a function");
        };
    }
}
