package dev.memcore.spring.ai.window;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Page;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spring.ai.message.SpringMessageCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Identifies a conversation, for locking. The space is not part of it, because several spaces may have the same scope.
 *
 * @param scope the exact scope
 * @param session the session
 */
public record ConversationKey(Scope scope, String session) {
    /** Returns the key of a session of a space. */
    public static ConversationKey of(MemorySpace space, String session) {
        return new ConversationKey(space.principal().scope(), session);
    }

    /** Returns a filter for all memories of a conversation, in all tiers. */
    public static MemoryFilter everything(String session) {
        return MemoryFilter.builder()
                .attribute(SpringMessageCodec.CHAT, session)
                .build()
                .everywhere();
    }

    /**
     * Returns the matching memories of exactly the scope of a space, oldest first. Other visible scopes may have sessions
     * of the same name, but these are other conversations.
     */
    public static List<Memory> list(MemorySpace space, MemoryFilter filter) {
        List<Memory> found = new ArrayList<>();
        MemoryId after = null;
        do {
            Page page = space.list(filter, after, MemoryQuery.MAX_LIMIT);
            page.memories().stream()
                    .filter(memory -> memory.scope().equals(space.principal().scope()))
                    .forEach(found::add);
            after = page.next();
        } while (after != null);
        return found;
    }
}
