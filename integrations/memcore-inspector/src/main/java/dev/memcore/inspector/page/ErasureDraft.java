package dev.memcore.inspector.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.report.ErasurePreview;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.PreviewedMemory;
import dev.memcore.inspector.http.HttpRefusal;
import dev.memcore.inspector.http.RequestParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** An erasure that was previewed. It is carried out only if what was shown has not changed. */
final class ErasureDraft {
    private static final int SHOWN = 100;

    private final ObjectNode json = MemoryJson.object();
    private final Function<List<String>, ErasureReceipt> erase;

    private ErasureDraft(Function<List<String>, ErasureReceipt> erase) {
        this.erase = erase;
    }

    /** Previews what a request names: memories that name a topic, one memory, or a whole scope. */
    static ErasureDraft of(InspectedStore store, RequestParameters request) {
        MemorySpace space = store.space(request);
        return switch (request.text("target")) {
            case "topic" -> topic(space, request);
            case "memory" -> memory(space, request);
            case "scope" -> scope(store, space, request);
            default -> throw new HttpRefusal(400, "the parameter \"target\" must be topic, memory or scope");
        };
    }

    ObjectNode json() {
        return json;
    }

    /** Erases. The ids name memories of a topic that shall stay. */
    ErasureReceipt erase(List<String> kept) {
        return erase.apply(kept);
    }

    private static ErasureDraft topic(MemorySpace space, RequestParameters request) {
        ErasureTopic topic = ErasureTopic.of(request.all("names").toArray(String[]::new));
        ErasurePreview preview = space.previewErasure(request.flag("exact") ? topic.withinExactScope() : topic);
        ErasureDraft draft = new ErasureDraft(kept ->
                space.erase(preview.without(kept.stream().map(MemoryId::parse).toList())));
        draft.json.set("names", MemoryJson.texts(preview.names()));
        draft.json.put("hidden", preview.hidden()).put("selectable", true);
        ArrayNode items = draft.json.putArray("items");
        for (PreviewedMemory one : preview.memories().stream().limit(SHOWN).toList()) {
            items.add(MemoryJson.brief(one.memory())
                    .put("why", one.reason().name())
                    .put("detail", one.detail()));
        }
        draft.json.put("total", preview.memories().size());
        return draft;
    }

    private static ErasureDraft memory(MemorySpace space, RequestParameters request) {
        MemoryId id = MemoryPage.id(request);
        List<Memory> meant = withDerived(space, id);
        Map<MemoryId, Integer> versions = versions(meant);
        Erasure erasure = Erasure.of(id).withCause(MemoryPage.cause(request));
        ErasureDraft draft = new ErasureDraft(kept -> {
            requireUnchanged(versions, versions(withDerived(space, id)));
            return space.erase(erasure);
        });
        draft.show(meant.stream(), meant.size());
        return draft;
    }

    private static List<Memory> withDerived(MemorySpace space, MemoryId id) {
        List<Memory> all = new ArrayList<>();
        Memory memory = space.history(id).getLast();
        all.add(memory);
        if (memory.status().isReadable()) {
            space.walk(new LinkWalk(
                            Set.of(id),
                            LinkWalk.Direction.IN,
                            Set.of(LinkType.DERIVED_FROM),
                            LinkWalk.MAX_DEPTH,
                            MemoryQuery.MAX_LIMIT,
                            null))
                    .forEach(linked -> all.add(linked.memory()));
        }
        return all;
    }

    private static Map<MemoryId, Integer> versions(List<Memory> memories) {
        Map<MemoryId, Integer> versions = new LinkedHashMap<>();
        memories.forEach(memory -> versions.put(memory.id(), memory.version()));
        return versions;
    }

    private static void requireUnchanged(Map<MemoryId, Integer> before, Map<MemoryId, Integer> now) {
        if (!before.equals(now)) {
            throw MemoryException.of(
                    ErrorCode.CONFLICT,
                    "the memory, or what was derived from it, has changed; preview the erasure again");
        }
    }

    private static ErasureDraft scope(InspectedStore store, MemorySpace space, RequestParameters request) {
        Scope scope = space.principal().scope();
        boolean whole = scope.user() != null || scope.agent() != null;
        Erasure erasure = (whole ? Erasure.wholeScope() : Erasure.wholeTenant()).withCause(MemoryPage.cause(request));
        List<Scope> within = store.scopes(scope.tenant()).stream()
                .filter(other -> scope.visibleTo(other))
                .toList();
        long count = 0;
        for (Scope one : within) {
            count += in(store, one).count();
        }
        ErasureDraft draft = new ErasureDraft(kept -> space.erase(erasure));
        draft.show(within.stream().flatMap(one -> in(store, one)), count);
        draft.json.put("scopes", within.size()).put("alsoUnlisted", true);
        return draft;
    }

    /** The memories in force of exactly one scope. */
    private static Stream<Memory> in(InspectedStore store, Scope scope) {
        return store.space(scope).stream(MemoryFilter.any().everywhere())
                .filter(memory -> memory.scope().equals(scope));
    }

    private void show(Stream<Memory> memories, long total) {
        ArrayNode items = json.putArray("items");
        memories.limit(SHOWN).forEach(memory -> items.add(MemoryJson.brief(memory)));
        json.put("total", total).put("hidden", 0).put("selectable", false);
    }
}
