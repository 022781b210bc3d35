package dev.memcore.adapter;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Page;
import dev.memcore.api.filter.MemoryFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the memories of exactly the scope of a space. Other visible scopes may have chats or entries of the same name,
 * but these are others.
 */
public final class ExactScope {
    private ExactScope() {}

    /** Returns the matching memories that are in force, oldest first. */
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
