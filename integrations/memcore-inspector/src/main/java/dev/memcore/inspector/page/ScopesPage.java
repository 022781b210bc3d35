package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Scope;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.SessionSummary;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tenants, scopes, sessions and their memories. */
final class ScopesPage {
    private final InspectedStore store;
    private final boolean writes;
    private final String writeToken;

    ScopesPage(InspectedStore store, boolean writes, String writeToken) {
        this.store = store;
        this.writes = writes;
        this.writeToken = writeToken;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(
                read("/api/overview", request -> overview()),
                read("/api/scopes", this::scopes),
                read("/api/sessions", this::sessions),
                read("/api/memories", this::memories));
    }

    private JsonNode overview() {
        ObjectNode node = MemoryJson.object()
                .put("writes", writes)
                .put("csrf", writeToken)
                .put("allTenants", store.showsAllTenants())
                .put("memories", store.manager().stats().memories());
        node.set("tenants", MemoryJson.texts(store.tenants()));
        return node;
    }

    private JsonNode scopes(RequestParameters request) {
        String wanted = lower(request.optional("filter"));
        List<Scope> scopes = store.scopes(request.text("tenant")).stream()
                .filter(scope -> wanted.isEmpty()
                        || lower(scope.user()).contains(wanted)
                        || lower(scope.agent()).contains(wanted))
                .toList();
        return ListPage.of(request, scopes, MemoryJson::scope);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private JsonNode sessions(RequestParameters request) {
        return ListPage.of(request, store.space(request).sessions(), ScopesPage::session);
    }

    private static ObjectNode session(SessionSummary session) {
        return MemoryJson.object()
                .put("id", session.id())
                .put("messages", session.messages())
                .put("first", session.first().toString())
                .put("last", session.last().toString());
    }

    private JsonNode memories(RequestParameters request) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        String session = request.optional("session");
        if (session != null) {
            filter.session(session);
        }
        MemoryFilter built = filter.build();
        MemoryView view = store.view(request);
        return ListPage.of(view.list(
                request.flag("everywhere") ? built.everywhere() : built,
                ListPage.after(request),
                ListPage.size(request)));
    }
}
