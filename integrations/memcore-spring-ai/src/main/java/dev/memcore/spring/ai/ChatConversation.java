package dev.memcore.spring.ai;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.function.Function;

/**
 * The place where the messages of one conversation are stored.
 *
 * @param space the memory space; the messages belong to exactly the scope of its reader
 * @param session the session within the scope, a name of 1 to 256 characters
 */
public record ChatConversation(MemorySpace space, String session) {
    /**
     * Checks the name.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null, blank or has control characters; {@link
     *     ErrorCode#LIMIT_EXCEEDED} if it is too long
     */
    public ChatConversation {
        Arguments.present(space, "space");
        Arguments.name(session, "session");
    }

    /** Returns the function that takes a conversation id for the name of a session of one space. */
    public static Function<String, ChatConversation> in(MemorySpace space) {
        Arguments.present(space, "space");
        return id -> new ChatConversation(space, id);
    }

    /**
     * Returns the function that takes a conversation id for a {@link ConversationId} of one tenant. It fails with {@link
     * ErrorCode#INVALID_ARGUMENT} for any other text, and for other tenants.
     */
    public static Function<String, ChatConversation> ofTenant(MemoryManager manager, String tenant) {
        Arguments.present(manager, "manager");
        Arguments.name(tenant, "tenant");
        return text -> {
            ConversationId id = ConversationId.parse(text);
            Arguments.require(id.scope().tenant().equals(tenant), "the conversation id is of another tenant");
            return new ChatConversation(manager.space(id.scope()), id.session());
        };
    }

    /** Returns the session of the space. */
    SessionMemory memory() {
        return space.session(session);
    }
}
