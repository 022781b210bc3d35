package dev.memcore.mcp;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.mcp.graph.GraphCatalog;
import dev.memcore.mcp.protocol.Catalog;
import dev.memcore.mcp.protocol.MessageHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/** The catalogs of a configuration, one for each principal. */
final class Catalogs {
    private final MemoryManager manager;
    private final McpServerConfig config;
    private final Map<Principal, Catalog> byPrincipal = new HashMap<>();

    /** Clients of one scope change one graph, so they share a lock. */
    private final Map<Scope, ReentrantLock> locks = new HashMap<>();

    Catalogs(MemoryManager manager, McpServerConfig config) {
        this.manager = manager;
        this.config = config;
    }

    /** The catalog of a principal. Not safe for use by several threads. */
    Catalog of(Principal principal) {
        return byPrincipal.computeIfAbsent(principal, this::create);
    }

    private Catalog create(Principal principal) {
        MemorySpace space = manager.space(principal);
        return config.knowledgeGraph
                ? new GraphCatalog(
                        space,
                        locks.computeIfAbsent(principal.scope(), scope -> new ReentrantLock()),
                        config.limits.textChars(),
                        config.readOnly)
                : new SpaceCatalog(space, config);
    }

    static MessageHandler handler(Catalog offer) {
        String version = Catalogs.class.getPackage().getImplementationVersion();
        return new MessageHandler(offer, Objects.requireNonNullElse(version, "development"));
    }
}
