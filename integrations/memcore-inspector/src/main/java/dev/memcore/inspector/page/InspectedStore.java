package dev.memcore.inspector.page;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.inspector.http.HttpRefusal;
import dev.memcore.inspector.http.RequestParameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The store that the pages show, and the part of it that they may show. */
public final class InspectedStore {
    /** A view of the future is one of the present. Unlike the space itself, it does not count recalls for triggers. */
    private static final Instant FUTURE = Instant.parse("9998-01-01T00:00:00Z");

    private static final int MAX_TRIED_SCOPES = 200;

    private final MemoryManager manager;
    private final Set<String> tenants;
    private final Set<String> clearances;

    /**
     * @param tenants the tenants that are shown; if empty, all
     * @param clearances the labels that are shown
     */
    public InspectedStore(MemoryManager manager, Set<String> tenants, Set<String> clearances) {
        this.manager = manager;
        this.tenants = tenants;
        this.clearances = clearances;
    }

    /** The store itself, for what concerns all tenants and shows no text. */
    MemoryManager manager() {
        return manager;
    }

    /** The store itself, for what shows or changes the memories of all tenants. */
    MemoryManager wholeStore() {
        if (!tenants.isEmpty()) {
            throw new HttpRefusal(
                    403,
                    "maintenance concerns all tenants, but this inspector shows only " + String.join(", ", tenants));
        }
        return manager;
    }

    List<String> tenants() {
        return tenants.isEmpty() ? manager.tenants() : List.copyOf(tenants);
    }

    boolean showsAllTenants() {
        return tenants.isEmpty();
    }

    List<Scope> scopes(String tenant) {
        return manager.scopes(shown(tenant));
    }

    private String shown(String tenant) {
        if (!tenants.isEmpty() && !tenants.contains(tenant)) {
            throw new HttpRefusal(403, "this inspector does not show the tenant \"" + tenant + '"');
        }
        return tenant;
    }

    /** The scope that a request names by tenant, user and agent. */
    Scope scope(RequestParameters request) {
        return new Scope(shown(request.text("tenant")), request.optional("user"), request.optional("agent"));
    }

    MemorySpace space(RequestParameters request) {
        return space(scope(request));
    }

    MemorySpace space(Scope scope) {
        return manager.space(new Principal(scope, clearances));
    }

    /**
     * Returns those of some memories that can be read, in any scope. The store has no look-up without a scope, so the first scopes
     * are tried one after another.
     */
    List<Memory> find(Set<MemoryId> ids) {
        Map<MemoryId, Memory> found = new LinkedHashMap<>();
        List<Scope> scopes = tenants().stream()
                .flatMap(tenant -> scopes(tenant).stream())
                .limit(MAX_TRIED_SCOPES)
                .toList();
        for (Scope scope : scopes) {
            MemorySpace space = space(scope);
            ids.stream()
                    .filter(id -> !found.containsKey(id))
                    .forEach(id -> space.get(id).ifPresent(memory -> found.put(id, memory)));
        }
        return List.copyOf(found.values());
    }

    /** What a request reads. A read through it has no effect on the store. */
    MemoryView view(RequestParameters request) {
        return space(request).asOf(FUTURE);
    }
}
