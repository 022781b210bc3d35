package dev.memcore.adapter.chat;

import dev.memcore.adapter.AdapterNames;
import dev.memcore.adapter.ExactScope;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import java.util.List;

/**
 * A chat, and how its messages are translated.
 *
 * @param space the space; the chat belongs to exactly its scope
 * @param session the name of the chat
 */
record StoredChat<M>(MessageTranslation<M> translation, MemorySpace space, String session) {
    /** Identifies a chat, for locking. The space is not part of it, because several spaces may have the same scope. */
    record Key(Scope scope, String session) {}

    Key key() {
        return new Key(space.principal().scope(), session);
    }

    AdapterNames names() {
        return translation.names();
    }

    /** Returns the filter for all memories of the chat, in all tiers. */
    MemoryFilter everything() {
        return MemoryFilter.builder()
                .attribute(translation.chatAttribute(), session)
                .build()
                .everywhere();
    }

    /** Returns the matching memories of the chat's scope, oldest first. */
    List<Memory> list(MemoryFilter filter) {
        return ExactScope.list(space, filter);
    }
}
