package dev.memcore.inspector.page;

import dev.memcore.inspector.http.InspectorEndpoint;
import java.util.ArrayList;
import java.util.List;

/** All endpoints. */
public final class InspectorPages {
    private InspectorPages() {}

    /**
     * Returns the endpoints for a store.
     *
     * @param writes whether writes are enabled; the page hides its buttons otherwise
     * @param writeToken the secret that the page sends with every POST
     */
    public static List<InspectorEndpoint> of(InspectedStore store, boolean writes, String writeToken) {
        List<InspectorEndpoint> endpoints = new ArrayList<>();
        endpoints.addAll(new ScopesPage(store, writes, writeToken).endpoints());
        endpoints.addAll(new SearchPage(store).endpoints());
        endpoints.addAll(new MemoryPage(store).endpoints());
        endpoints.addAll(new LinksPage(store).endpoints());
        endpoints.addAll(new FactsPage(store).endpoints());
        endpoints.addAll(new ConflictsPage(store).endpoints());
        endpoints.addAll(new MaintenancePage(store).endpoints());
        endpoints.addAll(new ErasurePage(store).endpoints());
        endpoints.addAll(new ReviewPage(store).endpoints());
        endpoints.addAll(new StorePage(store).endpoints());
        return endpoints;
    }
}
