package dev.memcore.langchain4j;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of one chat memory are kept.
 *
 * @param space whose they are: they belong to the scope of its reader, exactly
 * @param session the session within it, a name of 1 to 256 characters
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
     * The name of a session for a memory id, different for every id: a string stands for itself, numbers and UUIDs as
     * {@code #int:7}, {@code #long:7} and {@code #uuid:...}, a string that begins with {@code #} has one more.
     *
     * @param memoryId a String, Integer, Long or UUID
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null or of another class: what its
     *     {@code toString} says may be the same for several
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
