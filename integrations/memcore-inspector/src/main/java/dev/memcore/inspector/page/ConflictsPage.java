package dev.memcore.inspector.page;

import static dev.memcore.inspector.http.InspectorEndpoint.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Page;
import dev.memcore.api.RecallResult;
import dev.memcore.api.fact.ProfileEntry;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.Conflict;
import dev.memcore.inspector.http.InspectorEndpoint;
import dev.memcore.inspector.http.RequestParameters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contradictions: contested facts, links of the type contradicts, and what a recall detects. */
final class ConflictsPage {
    private static final int READ_AT_ONCE = 1_000;
    private static final int MOST_READ = 5_000;

    private final InspectedStore store;

    ConflictsPage(InspectedStore store) {
        this.store = store;
    }

    List<InspectorEndpoint> endpoints() {
        return List.of(read("/api/conflicts/facts", this::facts), read("/api/conflicts/links", this::links));
    }

    private JsonNode facts(RequestParameters request) {
        List<ProfileEntry> contested = store.space(request).facts().profile().stream()
                .filter(ProfileEntry::contested)
                .toList();
        return ListPage.of(request, contested, FactsPage::entry);
    }

    /** Reads a bounded number of memories. The answer says where to continue. */
    private JsonNode links(RequestParameters request) {
        MemoryView view = store.view(request);
        ObjectNode node = MemoryJson.object();
        ArrayNode pairs = node.putArray("items");
        @Nullable MemoryId after = ListPage.after(request);
        int read = 0;
        do {
            Page page = view.list(MemoryFilter.any(), after, READ_AT_ONCE);
            page.memories().forEach(memory -> addContradictions(view, memory, pairs));
            read += page.memories().size();
            after = page.next();
        } while (after != null && read < MOST_READ && pairs.size() < ListPage.size(request));
        return node.put("read", read).put("next", MemoryJson.text(after));
    }

    private static void addContradictions(MemoryView view, Memory memory, ArrayNode pairs) {
        for (Link link : memory.links()) {
            if (link.type().equals(LinkType.CONTRADICTS)) {
                view.get(link.to()).ifPresent(other -> pairs.add(pair(memory, other, Conflict.Reason.LINK)));
            }
        }
    }

    private static ObjectNode pair(Memory one, Memory other, Conflict.Reason reason) {
        ObjectNode node = MemoryJson.object().put("reason", reason.name());
        node.set("one", MemoryJson.brief(one));
        node.set("other", MemoryJson.brief(other));
        return node;
    }

    /** The conflicts of a recall, with both memories. */
    static ArrayNode conflicts(MemoryView view, RecallResult result) {
        ArrayNode pairs = MemoryJson.array();
        for (Conflict conflict : result.conflicts()) {
            Optional<Memory> one = view.get(conflict.one());
            Optional<Memory> other = view.get(conflict.other());
            if (one.isPresent() && other.isPresent()) {
                pairs.add(pair(one.get(), other.get(), conflict.reason()));
            }
        }
        return pairs;
    }
}
